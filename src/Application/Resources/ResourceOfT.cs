using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// A resource, declared once: routes, document reader and writer, filters, handlers, the EF model, the API's description and the surface file read it.
/// The words of the declaration are the protected methods (architecture.md §4).
/// </summary>
internal abstract class Resource<T> : Resource
    where T : Entity
{
    private readonly Dictionary<string, Field<T>> _fieldsByName = [];
    private readonly Dictionary<string, Relationship<T>> _relationshipsByName = [];
    private readonly List<Field<T>> _fields = [];
    private readonly List<Relationship<T>> _relationships = [];
    private UInt128 _publicFields = UInt128.MaxValue;
    private UInt128 _publicRelationships = UInt128.MaxValue;

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

    /// <summary>The other key that URLs may carry, e.g. an event's identifier.</summary>
    public Expression<Func<T, string>>? Identifier { get; private set; }

    public Func<RowDraft<T>, ICommand<T>>? CreateUseCase { get; private set; }

    public Func<T, Changes<T>, ICommand<T>>? UpdateUseCase { get; private set; }

    public Func<T, string?, ICommand<Unit>>? DeleteUseCase { get; private set; }

    /// <summary>What has to be asked of others before the transaction of a create or update; the draft has its new values already.</summary>
    public Func<T, Changes<T>, IRequest<Unit>>? PreflightUseCase { get; private set; }

    public List<(WriteOperation Verb, Hook<T> Run)> Hooks { get; } = [];

    public RowLoader<T> Loader { get; private set; } = new();

    public override bool CanCreate => CreateUseCase is not null;

    public override bool CanUpdate => UpdateUseCase is not null;

    public override bool CanDelete => DeleteUseCase is not null;

    private Func<T, string>? UrlKey { get; set; }

    /// <summary>A new, empty row, where rows are made by the generic create.</summary>
    public virtual T NewRow() => throw new InvalidOperationException($"{Type} is not created generically.");

    public Field<T>? FindField(string name) => _fieldsByName.GetValueOrDefault(WireNames.Normalize(name));

    public Relationship<T>? FindRelationship(string name) => _relationshipsByName.GetValueOrDefault(WireNames.Normalize(name));

    public void Add(Relationship<T> relationship)
    {
        _relationships.Add(relationship);
        if (!_relationshipsByName.TryAdd(relationship.Name, relationship))
            throw new InvalidOperationException($"{Type} has two relationships named {relationship.Name}.");
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
            throw new InvalidOperationException($"{Type} has more members than a mask has bits.");
        for (var i = 0; i < _fields.Count; i++)
        {
            _fields[i].Freeze(i);
            _fieldsByName.Add(_fields[i].Name, _fields[i]);
            if (_fields[i].IsPrivate)
                _publicFields &= ~(UInt128.One << i);
        }

        for (var i = 0; i < _relationships.Count; i++)
        {
            _relationships[i].Freeze(i);
            if (_relationships[i].IsPrivate)
                _publicRelationships &= ~(UInt128.One << i);
        }
    }

    public override FieldMask RequestedMask(IReadOnlyList<string> names)
    {
        var mask = new FieldMask(UInt128.Zero, UInt128.Zero);
        foreach (var name in names)
        {
            if (FindField(name) is { } field)
                mask = mask with { Fields = mask.Fields | (UInt128.One << field.Index) };
            else if (FindRelationship(name) is { } relationship)
                mask = mask with { Relationships = mask.Relationships | (UInt128.One << relationship.Index) };
            else if (name is not ("id" or ""))
                throw RejectedException.Malformed($"A {Type} has no field {name}.", $"fields[{Type}]");
        }

        return mask;
    }

    public override FieldMask VisibleMask(Actor actor, Entity row) => VisibleMask(actor, (T)row);

    public virtual FieldMask VisibleMask(Actor actor, T row) =>
        Policy.CanSeePrivate(actor, row) ? FieldMask.All : new FieldMask(_publicFields, _publicRelationships);

    /// <summary>As whom the one who has just written a row sees it: a visitor who registers is shown his account.</summary>
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

    protected StoredField<T, TValue> Attribute<TValue>(Expression<Func<T, TValue>> property)
    {
        var field = new StoredField<T, TValue>(PropertyOf(property), Prototype());
        _fields.Add(field);
        return field;
    }

    /// <summary>Written, never read.</summary>
    protected void Computed<TValue>(string name, Func<T, TValue> compute, bool isPrivate = false) =>
        _fields.Add(new ComputedField<T, TValue>(name, compute, isPrivate));

    /// <summary>Read and handed to the use case on the draft, never written; the property is not a column.</summary>
    protected void Input<TValue>(Expression<Func<T, TValue>> property, string? name = null, bool required = false, bool json = false)
    {
        var member = PropertyOf(property);
        _fields.Add(new InputField<T, TValue>(member, name ?? WireNames.ToKebabCase(member.Name), required, json));
    }

    /// <summary>A foreign key: its property is the navigation's name with <c>Id</c> behind it.</summary>
    protected BelongsTo<T, TTarget> BelongsTo<TTarget>(Expression<Func<T, TTarget?>> navigation)
        where TTarget : Entity
    {
        var relationship = new BelongsTo<T, TTarget>(PropertyOf(navigation));
        Add(relationship);
        return relationship;
    }

    /// <summary>A join table; its other end is declared here too.</summary>
    protected ManyToMany<T, TTarget, TJoin> ManyToMany<TTarget, TJoin>(
        string name,
        Expression<Func<TJoin, long>> ownerKey,
        Expression<Func<TJoin, long>> targetKey
    )
        where TTarget : Entity
        where TJoin : class, new()
    {
        var relationship = new ManyToMany<T, TTarget, TJoin>(name, ownerKey, targetKey);
        Add(relationship);
        return relationship;
    }

    /// <summary>A relationship that is computed by a query of links and written by nobody.</summary>
    protected Through<T, TTarget> Through<TTarget>(string name, Func<IData, IQueryable<Link>> links)
        where TTarget : Entity
    {
        var relationship = new Through<T, TTarget>(name, links);
        Add(relationship);
        return relationship;
    }

    /// <summary>A relationship whose resource this server does not serve yet: clients of the reference find its links all the same.</summary>
    protected void Unimplemented(params string[] names)
    {
        foreach (var name in names)
            Add(new UnimplementedRelationship<T>(name));
    }

    /// <summary>The same, of things that only the event team may know of.</summary>
    protected void UnimplementedPrivate(params string[] names)
    {
        foreach (var name in names)
            Add(new UnimplementedRelationship<T>(name) { IsPrivate = true });
    }

    protected void AlsoKnownBy(Expression<Func<T, string>> identifier, bool inLinks = false)
    {
        Identifier = identifier;
        if (inLinks)
            UrlKey = PropertyOf(identifier).GetMethod!.CreateDelegate<Func<T, string>>();
    }

    protected void NotListed() => IsListed = false;

    protected void NumericIds() => HasNumericIds = true;

    protected void CopiedWithEvent() => IsCopiedWithEvent = true;

    protected void CreatedBy(Func<RowDraft<T>, ICommand<T>> command) => CreateUseCase = command;

    protected void UpdatedBy(Func<T, Changes<T>, ICommand<T>> command) => UpdateUseCase = command;

    /// <summary>Creating and updating need others' answers, over the network: this asks them first, and puts what they say into <see cref="Preflight"/>.</summary>
    protected void WithPreflight(Func<T, Changes<T>, IRequest<Unit>> request) => PreflightUseCase = request;

    protected void DeletedBy(Func<T, ICommand<Unit>> command) => DeleteUseCase = (row, _) => command(row);

    /// <summary>A deletion with a note: <c>data.attributes.cancel-note</c> of the DELETE's body, if it has one.</summary>
    protected void DeletedBy(Func<T, string?, ICommand<Unit>> command) => DeleteUseCase = command;

    protected void Before(WriteOperation verb, Hook<T> hook) => Hooks.Add((verb, hook));

    /// <summary>Values that come with the row in the same statement, from other tables.</summary>
    protected void WithExtra<TExtra>(
        Func<IData, Expression<Func<T, TExtra>>> select,
        Action<T, TExtra> apply,
        Func<Actor, bool>? when = null
    ) => Loader = new RowLoader<T, TExtra>(select, apply, when ?? (_ => true));

    private protected virtual T? Prototype() => null;

    private protected static PropertyInfo PropertyOf<TValue>(Expression<Func<T, TValue>> property) =>
        (PropertyInfo)((MemberExpression)(property.Body is UnaryExpression convert ? convert.Operand : property.Body)).Member;
}
