using System.Text.Json;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>What is known of a relationship without its types.</summary>
internal abstract class Relationship(string name)
{
    /// <summary>The name on the wire, dashed.</summary>
    public string Name { get; protected set; } = name;

    public JsonEncodedText EncodedName { get; private set; }

    public int Index { get; private set; }

    public abstract bool IsToMany { get; }

    public bool IsRequired { get; protected set; }

    /// <summary>Set at creation, and never changed.</summary>
    public bool IsFixed { get; protected set; }

    /// <summary>Ignored on input.</summary>
    public bool IsReadOnly { get; protected set; }

    /// <summary>Shown, included and listed only where the owner's policy says <c>SeesPrivate</c>.</summary>
    public bool IsPrivate { get; set; }

    /// <summary>Listed, included and searched by whoever is signed in, and by nobody else.</summary>
    public bool IsForSignedIn { get; set; }

    /// <summary>Whether the actor may not look along it at all, whichever row it starts from.</summary>
    public bool IsHiddenFrom(Actor actor) => IsForSignedIn && !actor.IsSignedIn && !actor.IsStaff;

    /// <summary>Whether relationship URLs take POST, PATCH and DELETE.</summary>
    public virtual bool IsLinkable => !IsReadOnly;

    /// <summary>The other end; null where this server does not serve it yet.</summary>
    public abstract Resource? TargetResource { get; }

    public void Freeze(int index)
    {
        Index = index;
        EncodedName = JsonEncodedText.Encode(Name);
    }
}

/// <summary>A relationship of a <typeparamref name="T"/>.</summary>
internal abstract class Relationship<T>(string name) : Relationship(name)
    where T : Entity
{
    public abstract void Accept(Resource<T> owner, IRelationshipVisitor visitor);

    public abstract void Connect(Resource<T> owner, ResourceCatalog catalog);

    /// <summary>Loads what these rows are linked to, with one query, and then what the children of <paramref name="node"/> name.</summary>
    public abstract Task IncludeAsync(IncludeLoader loader, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct);

    /// <summary>The condition that a linked row exists, is visible to the actor and meets <paramref name="inner"/>.</summary>
    public abstract System.Linq.Expressions.Expression LinkedRowExists(
        System.Linq.Expressions.Expression row,
        Filter? inner,
        FilterTranslator translator
    );
}
