using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>What is known of a resource without its entity type.</summary>
internal abstract class Resource
{
    /// <summary>The JSON:API type, e.g. <c>faq-type</c>.</summary>
    public string Type { get; protected set; } = "";

    /// <summary>The path under <c>/v1</c>, e.g. <c>faq-types</c>.</summary>
    public string Path { get; protected set; } = "";

    public abstract Type EntityType { get; }

    /// <summary>Whether rows are stamped, not removed.</summary>
    public bool IsSoftDeleted => typeof(ISoftDeleted).IsAssignableFrom(EntityType);

    public bool IsListed { get; protected set; } = true;

    /// <summary>
    /// The published contract shows this type's own id as a JSON number, against JSON:API, and clients of the reference read it so. In linkage, and in
    /// what is included by it, ids are texts everywhere.
    /// </summary>
    public bool HasNumericIds { get; protected set; }

    public abstract bool CanCreate { get; }

    public abstract bool CanUpdate { get; }

    public abstract bool CanDelete { get; }

    /// <summary>Whether event copy and export take these rows along.</summary>
    public bool IsCopiedWithEvent { get; protected set; }

    /// <summary>The module that declares it: the folder's name.</summary>
    public string Module => GetType().Namespace!.Split('.')[^1];

    public JsonEncodedText EncodedType { get; private set; }

    public abstract IEnumerable<Relationship> AllRelationships { get; }

    public abstract void Accept(IResourceVisitor visitor);

    public abstract void AcceptRelationships(IRelationshipVisitor visitor);

    /// <summary>Resolves the targets of relationships and adds the inverses to the other ends.</summary>
    public abstract void Connect(ResourceCatalog catalog);

    /// <summary>Fixes names and bits, once every declaration is connected.</summary>
    public virtual void Freeze() => EncodedType = JsonEncodedText.Encode(Type);

    /// <summary>The mask of what a client asked for by <c>fields[type]=…</c>.</summary>
    /// <exception cref="RejectedException">A name that nobody declared.</exception>
    public abstract FieldMask RequestedMask(IReadOnlyList<string> names);

    public abstract FieldMask VisibleMask(Actor actor, Entity row);

    /// <summary>The row's id as links carry it.</summary>
    public abstract string UrlKeyOf(Entity row);

    public abstract void WriteAttributes(Utf8JsonWriter json, Entity row, FieldMask mask);
}
