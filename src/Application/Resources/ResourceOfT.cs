using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// The declaration of a resource. Routes, document reader and writer, filters, handlers, EF model, OpenAPI description and the surface file
/// are derived from it. A subclass declares fields and relationships by the protected methods in its constructor: docs/add-a-resource.md.
/// </summary>
internal abstract partial class Resource<T> : Resource
    where T : Entity
{
    private readonly Dictionary<string, Field<T>> _fieldsByName = [];
    private readonly Dictionary<string, Relationship<T>> _relationshipsByName = [];
    private readonly Dictionary<string, Field<T>> _filterFields = [];
    private readonly List<Field<T>> _fields = [];

    private VisitorQueries<T>? _visitorQueries;
    private int? _subqueryCount;
    private readonly List<Relationship<T>> _relationships = [];
    private UInt128 _publicFields = UInt128.MaxValue;
    private UInt128 _publicRelationships = UInt128.MaxValue;
    private UInt128 _contactFields;

    protected Resource()
    {
        Type = WireNames.ToKebabCase(typeof(T).Name);
        Path = WireNames.Pluralize(Type);
    }

    public abstract Policy<T> Policy { get; }

    public override Type EntityType => typeof(T);

    public IReadOnlyList<Field<T>> Fields => _fields;

    public IReadOnlyList<Relationship<T>> Relationships => _relationships;

    public override IEnumerable<Relationship> AllRelationships => _relationships;

    public override int MemberCount => _fields.Count + _relationships.Count;

    public override int SubqueryCount => _subqueryCount ??= _fields.Count(f => f.IsQueriedByExpression);

    /// <summary>The alternate key in URLs, e.g. an event's identifier.</summary>
    public Expression<Func<T, string>>? Identifier { get; private set; }

    /// <summary>The use case that creates a row. Null: the generic create, or none.</summary>
    public Func<RowDraft<T>, ICommand<T>>? CreateUseCase { get; private set; }

    /// <summary>The use case that changes a row. Null: the generic update, or none.</summary>
    public Func<T, Changes<T>, ICommand<T>>? UpdateUseCase { get; private set; }

    /// <summary>The use case that deletes a row, with the cancel note of the request. Null: the generic delete, or none.</summary>
    public Func<T, string?, ICommand<Unit>>? DeleteUseCase { get; private set; }

    /// <summary>
    /// The request that makes network calls before the transaction of a create or update. The row already has its new values.
    /// </summary>
    public Func<T, Changes<T>, IRequest<Unit>>? PreflightUseCase { get; private set; }

    /// <summary>
    /// The request that is sent before the transaction of a create (without a key) or an update, with the document as the client sent it.
    /// </summary>
    public Func<ResourceKey?, JsonElement, IRequest<Unit>>? DocumentPreflight { get; private set; }

    public List<(WriteOperation Operation, Hook<T> Run)> Hooks { get; } = [];

    /// <summary>The pictures that the server makes of the picture of a row. Null: none, or a use case makes them.</summary>
    public ImageVariants<T>? Variants { get; private set; }

    /// <summary>Changes the copy of a row when its event is copied. Null: the copy stays as it is.</summary>
    public Action<T>? ChangeCopy { get; private set; }

    /// <summary>Creates the companion row of the copy of a row. Null: there is none.</summary>
    public Func<T, object>? CreateCompanion { get; private set; }

    public RowLoader<T> Loader { get; private set; } = new();

    /// <summary>The queries of visitors that EF translates once.</summary>
    public VisitorQueries<T> VisitorQueries => _visitorQueries ??= new(this);

    /// <summary>Loads values that only a document about a single row has; null if there are none.</summary>
    public Func<IData, T, CancellationToken, Task>? LoadOne { get; private set; }

    public override bool CanCreate => CreateUseCase is not null;

    public override bool CanUpdate => UpdateUseCase is not null;

    public override bool CanDelete => DeleteUseCase is not null;

    /// <summary>What a command locks before the row with an id.</summary>
    public FirstLocks<T> FirstLocks { get; } = new();

    private Func<T, string>? UrlKey { get; set; }

    private Func<IData, List<long>, CancellationToken, Task>? PolicyRows { get; set; }

    /// <summary>A new, empty row.</summary>
    /// <exception cref="InvalidOperationException">The resource has no generic create.</exception>
    public virtual T NewRow() => throw new InvalidOperationException($"{Type} has no generic create.");

    /// <summary>Loads what the policy reads of other tables, for rows that are tracked.</summary>
    public Task LoadForPolicyAsync(IData data, IReadOnlyList<T> rows, CancellationToken ct) =>
        PolicyRows is null || rows.Count == 0 ? Task.CompletedTask : PolicyRows(data, [.. rows.Select(r => r.Id)], ct);

    public Field<T>? FindField(string name) => _fieldsByName.GetValueOrDefault(WireNames.Normalize(name));

    /// <summary>The field with this name that clients can filter by.</summary>
    public Field<T>? FindFilterField(string name) =>
        FindField(name) is { IsFilterable: true, IsWriteOnly: false } field
            ? field
            : _filterFields.GetValueOrDefault(WireNames.Normalize(name));

    /// <summary>
    /// The rows for which the actor sees the private field or relationship of this name. Null: for none. It must allow the same rows as
    /// <see cref="VisibleMask(Actor, T)"/>.
    /// </summary>
    public virtual Expression<Func<T, bool>>? PrivateRows(Actor actor, string name) => Policy.PrivateTo(actor);

    public Relationship<T>? FindRelationship(string name) => _relationshipsByName.GetValueOrDefault(WireNames.Normalize(name));

    public void Add(Relationship<T> relationship)
    {
        _relationships.Add(relationship);
        if (!_relationshipsByName.TryAdd(relationship.Name, relationship))
            throw new InvalidOperationException($"{Type} has two relationships named {relationship.Name}.");
    }

    /// <summary>Adds a relationship that another declaration defines, and resolves its target.</summary>
    public void Connect(Relationship<T> relationship, ResourceCatalog catalog)
    {
        relationship.Connect(this, catalog);
        Add(relationship);
    }

    public override void Accept(IResourceVisitor visitor) => visitor.Visit(this);

    public override void AcceptRelationships(IRelationshipVisitor visitor)
    {
        foreach (var relationship in _relationships)
            relationship.Accept(this, visitor);
    }

    public override void Connect(ResourceCatalog catalog)
    {
        foreach (var relationship in _relationships.ToList())
            relationship.Connect(this, catalog);
    }

    public override void Freeze()
    {
        base.Freeze();
        if (_fields.Count > 128 || _relationships.Count > 128)
            throw new InvalidOperationException($"{Type} has more than 128 fields or more than 128 relationships.");
        for (var i = 0; i < _fields.Count; i++)
        {
            _fields[i].Freeze(i);
            _fieldsByName.Add(_fields[i].Name, _fields[i]);
            if (_fields[i].IsPrivate)
                _publicFields &= ~(UInt128.One << i);
            if (_fields[i].IsContact)
                _contactFields |= UInt128.One << i;
        }

        for (var i = 0; i < _relationships.Count; i++)
        {
            _relationships[i].Freeze(i);
            if (_relationships[i].IsPrivate)
                _publicRelationships &= ~(UInt128.One << i);
        }
    }

    public override FieldMask RequestedMask(IReadOnlyList<string> names, string type)
    {
        var mask = new FieldMask(UInt128.Zero, UInt128.Zero);
        foreach (var name in names)
        {
            if (FindField(name) is { } field)
                mask = mask with { Fields = mask.Fields | (UInt128.One << field.Index) };
            else if (FindRelationship(name) is { } relationship)
                mask = mask with { Relationships = mask.Relationships | (UInt128.One << relationship.Index) };
            else if (name is not ("id" or ""))
                throw RejectedException.Malformed($"{WithArticleAtStart} has no field {name}.", $"fields[{type}]");
        }

        return mask;
    }

    public override FieldMask VisibleMask(Actor actor, Entity row) => VisibleMask(actor, (T)row);

    /// <inheritdoc cref="Resource.VisibleMask" />
    public virtual FieldMask VisibleMask(Actor actor, T row) =>
        Policy.CanSeePrivate(actor, row) ? FieldMask.All : new FieldMask(_publicFields, _publicRelationships);

    /// <summary>The fields and relationships of a row that is shown as a contact.</summary>
    private protected FieldMask ContactMask => new(_publicFields | _contactFields, _publicRelationships);

    /// <summary>The actor for whom the response to a write is built. After registration, anonymous users see their new account.</summary>
    public virtual Actor ReaderAfterWrite(Actor actor, T row) => actor;

    public override string UrlKeyOf(Entity row) =>
        UrlKey is null ? row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) : UrlKey((T)row);

    public override void WriteAttributes(Utf8JsonWriter json, Entity row, FieldMask mask)
    {
        var typed = (T)row;
        foreach (var field in _fields)
            if (!field.IsWriteOnly && mask.HasField(field.Index))
                field.Write(json, typed);
    }

    private protected virtual T? Prototype() => null;

    private protected static PropertyInfo PropertyOf<TValue>(Expression<Func<T, TValue>> property) =>
        (PropertyInfo)((MemberExpression)(property.Body is UnaryExpression convert ? convert.Operand : property.Body)).Member;
}
