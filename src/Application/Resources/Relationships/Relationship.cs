using System.Text.Json;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>The part of a relationship declaration that does not depend on the entity types.</summary>
internal abstract class Relationship(string name)
{
    /// <summary>The name in JSON and URLs, with dashes.</summary>
    public string Name { get; protected set; } = name;

    /// <summary><see cref="Name"/>, encoded once at startup.</summary>
    public JsonEncodedText EncodedName { get; private set; }

    /// <summary>The position in the relationship list of the resource, which is the bit in a <see cref="FieldMask"/>.</summary>
    public int Index { get; private set; }

    public abstract bool IsToMany { get; }

    /// <summary>The entity of the join table; null if there is none, or if the other end has declared it.</summary>
    public virtual Type? JoinType => null;

    /// <summary>Whether several owners of a to-many relationship may have the same linked row.</summary>
    public virtual bool SharesTargets => false;

    public bool IsRequired { get; protected set; }

    /// <summary>Set when the row is created, and not changed later.</summary>
    public bool IsFixed { get; protected set; }

    /// <summary>Whether the relationship URL has POST and DELETE although a link is required, as at the reference server.</summary>
    public bool HasAllMethods { get; protected set; }

    /// <summary>Ignored on input.</summary>
    public bool IsReadOnly { get; protected set; }

    /// <summary>Sent, included, listed and filtered by only if the <c>CanSeePrivate</c> of the owner's policy allows it.</summary>
    public bool IsPrivate { get; set; }

    /// <summary>
    /// A private relationship whose linked rows signed-in users read all the same, as far as the target's policy shows them: a buyer lists
    /// their own attendees of a ticket.
    /// </summary>
    public bool ShowsOwnRows { get; set; }

    /// <summary>
    /// A private relationship that shows the linked row, with its contact fields, to everyone who sees the private fields of the owner: the
    /// team of an event sees the buyer of an order.
    /// </summary>
    public bool ShowsContact { get; protected set; }

    /// <summary>Whether the actor reads this relationship only of owners whose private fields they see.</summary>
    public bool NeedsPrivateAccess(Actor actor) => IsPrivate && !actor.IsStaff && !(ShowsOwnRows && actor.IsSignedIn);

    /// <summary>The pointer of the linkage in a document, for errors.</summary>
    public string Pointer => $"/data/relationships/{Name}/data";

    /// <summary>
    /// Why the policy of the row with the foreign key alone decides on this link. Null: the policies of both rows are asked.
    /// </summary>
    public string? OneEndReason { get; protected set; }

    /// <summary>Listed, included and filtered by signed-in users only.</summary>
    public bool IsForSignedIn { get; set; }

    /// <summary>Whether the actor may not see this relationship of any row.</summary>
    public bool IsHiddenFrom(Actor actor) => IsForSignedIn && !actor.IsSignedIn && !actor.IsStaff;

    /// <summary>Whether relationship URLs accept POST, PATCH and DELETE.</summary>
    public virtual bool IsLinkable => !IsReadOnly;

    /// <summary>The target resource; null until the declarations are connected.</summary>
    public abstract Resource? TargetResource { get; }

    /// <summary>Encodes the name and assigns the index, after the declaration is complete.</summary>
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

    /// <summary>Loads the linked rows with one query, and then the relationships in the children of <paramref name="node"/>.</summary>
    public abstract Task IncludeAsync(IncludeLoader loader, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct);

    /// <summary>The condition that a linked row exists, is visible to the actor and meets <paramref name="inner"/>.</summary>
    public abstract System.Linq.Expressions.Expression LinkedRowExists(
        System.Linq.Expressions.Expression row,
        Filter? inner,
        FilterTranslator translator
    );
}
