using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>The part of a resource declaration that does not depend on the entity type.</summary>
internal abstract class Resource
{
    /// <summary>The JSON:API type, e.g. <c>faq-type</c>.</summary>
    public string Type { get; protected set; } = "";

    /// <summary>The type with its article, e.g. <c>an event</c>, <c>a user</c>.</summary>
    public string WithArticle => Type is ['a' or 'e' or 'i' or 'o', ..] ? $"an {Type}" : $"a {Type}";

    /// <summary><see cref="WithArticle"/> at the start of a sentence.</summary>
    public string WithArticleAtStart => $"A{WithArticle[1..]}";

    /// <summary>The path under <c>/v1</c>, e.g. <c>faq-types</c>.</summary>
    public string Path { get; protected set; } = "";

    public abstract Type EntityType { get; }

    /// <summary>Whether DELETE sets the deletion time instead of removing the row.</summary>
    public bool IsSoftDeleted => typeof(ISoftDeleted).IsAssignableFrom(EntityType);

    /// <summary>Whether <c>GET /v1/{path}</c> exists.</summary>
    public bool IsListed { get; protected set; } = true;

    /// <summary>
    /// Whether primary data has the id as a JSON number. The API description of the reference server declares it for some types, against
    /// JSON:API, and clients read it so. In linkage and in included resources all ids are strings: docs/reference/json-api-dialect.md#ids.
    /// </summary>
    public bool HasNumericIds { get; protected set; }

    /// <summary>
    /// The URL at which the rows are found if they have none of their own, with <c>{key}</c> for the key of the row. Statistics, for
    /// example, are found at the URL of their event. Null: each row has the URL <c>/v1/{path}/{key}</c>.
    /// </summary>
    public string? SharedUrl { get; protected set; }

    /// <summary>
    /// Whether reading rows takes one more SQL statement, because the resource calls <c>ThenLoad</c> or <c>ThenLoadOne</c>.
    /// </summary>
    public bool HasFollowUp { get; protected set; }

    public abstract bool CanCreate { get; }

    public abstract bool CanUpdate { get; }

    public abstract bool CanDelete { get; }

    /// <summary>Whether copying or exporting an event includes these rows.</summary>
    public bool IsCopiedWithEvent { get; protected set; }

    /// <summary>
    /// Whether the log of changes contains the texts and times of the rows. Only for types that are not about people and have no contact
    /// data: the log is kept when an account is deleted.
    /// </summary>
    public bool LogsTexts { get; protected set; }

    /// <summary>
    /// Whether each node may keep what a visitor reads of the rows for a second: the content of public events, which many people read at
    /// once (docs/decisions/057).
    /// </summary>
    public bool IsSharedWithVisitors { get; protected set; }

    /// <summary>
    /// Whether the response to a create contains a secret that must not be stored, so that <c>Idempotency-Key</c> has no effect on it.
    /// </summary>
    public bool ReturnsSecretOnCreate { get; protected set; }

    /// <summary>The module that declares the resource: the last part of the namespace.</summary>
    public string Module => GetType().Namespace!.Split('.')[^1];

    /// <summary><see cref="Type"/>, encoded once at startup.</summary>
    public JsonEncodedText EncodedType { get; private set; }

    public abstract IEnumerable<Relationship> AllRelationships { get; }

    /// <summary>How many attributes and relationships the resource has.</summary>
    public abstract int MemberCount { get; }

    /// <summary>The number of attributes that are subqueries.</summary>
    public abstract int SubqueryCount { get; }

    public abstract void Accept(IResourceVisitor visitor);

    public abstract void AcceptRelationships(IRelationshipVisitor visitor);

    /// <summary>Resolves the targets of the relationships and adds the inverse relationships to the targets.</summary>
    public abstract void Connect(ResourceCatalog catalog);

    /// <summary>Completes the declaration after all resources are connected: encodes the names and assigns the mask bits.</summary>
    public virtual void Freeze() => EncodedType = JsonEncodedText.Encode(Type);

    /// <summary>The mask for a <c>fields[type]=…</c> parameter.</summary>
    /// <param name="type">The type as the client wrote it.</param>
    /// <exception cref="RejectedException">Malformed: a name is not declared.</exception>
    public abstract FieldMask RequestedMask(IReadOnlyList<string> names, string type);

    /// <summary>The fields and relationships of this row that the actor may see.</summary>
    public abstract FieldMask VisibleMask(Actor actor, Entity row);

    /// <summary>The key of the row in URLs: its id, or its identifier.</summary>
    public abstract string UrlKeyOf(Entity row);

    /// <summary>The link <c>self</c> of a row.</summary>
    public string SelfOf(Entity row) =>
        SharedUrl is null ? $"/v1/{Path}/{UrlKeyOf(row)}" : SharedUrl.Replace("{key}", UrlKeyOf(row), StringComparison.Ordinal);

    public abstract void WriteAttributes(Utf8JsonWriter json, Entity row, FieldMask mask);
}
