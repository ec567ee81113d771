using System.Linq.Expressions;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <content>The methods that a declaration calls in its constructor.</content>
internal abstract partial class Resource<T>
{
    /// <summary>Declares an attribute that is stored in a column.</summary>
    protected StoredField<T, TValue> Attribute<TValue>(Expression<Func<T, TValue>> property)
    {
        var field = new StoredField<T, TValue>(PropertyOf(property), Prototype());
        _fields.Add(field);
        return field;
    }

    /// <summary>Declares an attribute that is computed from the row. Clients cannot set, filter or sort by it.</summary>
    protected void Computed<TValue>(string name, Func<T, TValue> compute, bool isPrivate = false) =>
        _fields.Add(new ComputedField<T, TValue>(name, compute, isPrivate));

    /// <summary>Declares an attribute that is JSON, computed from the row.</summary>
    protected void ComputedJson(string name, Func<T, string> compute) =>
        _fields.Add(new ComputedField<T, string>(name, compute, isPrivate: false, Codecs.Json));

    /// <summary>Declares a name that clients can filter by, but that is not sent.</summary>
    protected void Filter<TValue>(string name, Expression<Func<T, TValue>> value, bool isPrivate) =>
        _filterFields.Add(name, new FilterField<T, TValue>(name, value, isPrivate));

    /// <summary>Declares an attribute that clients only send. It has no column; the use case reads it from the row.</summary>
    protected void Input<TValue>(
        Expression<Func<T, TValue>> property,
        string? name = null,
        bool required = false,
        bool json = false,
        int maxLength = 1000
    )
    {
        var member = PropertyOf(property);
        _fields.Add(new InputField<T, TValue>(member, name ?? WireNames.ToKebabCase(member.Name), required, json, maxLength));
    }

    /// <summary>Declares a foreign key. The key property has the name of the navigation followed by <c>Id</c>.</summary>
    protected BelongsTo<T, TTarget> BelongsTo<TTarget>(Expression<Func<T, TTarget?>> navigation)
        where TTarget : Entity
    {
        var relationship = new BelongsTo<T, TTarget>(PropertyOf(navigation));
        Add(relationship);
        return relationship;
    }

    /// <summary>Declares both ends of a join table.</summary>
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

    /// <summary>Declares a read-only relationship that a query of links computes.</summary>
    protected Through<T, TTarget> Through<TTarget>(string name, Func<IData, IQueryable<Link>> links)
        where TTarget : Entity
    {
        var relationship = new Through<T, TTarget>(name, links);
        Add(relationship);
        return relationship;
    }

    /// <summary>Declares an alternate key for URLs.</summary>
    /// <param name="inLinks">Whether links use the alternate key instead of the id.</param>
    protected void AlsoKnownBy(Expression<Func<T, string>> identifier, bool inLinks = false)
    {
        Identifier = identifier;
        if (inLinks)
            UrlKey = PropertyOf(identifier).GetMethod!.CreateDelegate<Func<T, string>>();
    }

    /// <summary>Removes the route <c>GET /v1/{path}</c>.</summary>
    protected void NotListed() => IsListed = false;

    /// <summary>Declares that a row has no URL of its own: see <see cref="Resource.SharedUrl"/>.</summary>
    protected void FoundAt(string url) => SharedUrl = url;

    protected void NumericIds() => HasNumericIds = true;

    /// <summary>
    /// Declares that a copy of an event includes these rows, with the links among them. The rows have a key of the event, or of rows that
    /// are copied.
    /// </summary>
    /// <param name="change">Changes the copy of a row before it is inserted.</param>
    protected void CopiedWithEvent(Action<T>? change = null)
    {
        IsCopiedWithEvent = true;
        ChangeCopy = change;
    }

    /// <summary>Like the other overload, for rows that each need a row of a table that is no resource.</summary>
    /// <param name="createCompanion">
    /// Creates the companion row of a copy, which is inserted after it. It may also change the copy.
    /// </param>
    protected void CopiedWithEvent(Func<T, object> createCompanion)
    {
        IsCopiedWithEvent = true;
        CreateCompanion = createCompanion;
    }

    /// <summary>Declares that the log of changes contains texts and times: see <see cref="Resource.LogsTexts"/>.</summary>
    protected void TextsInLog() => LogsTexts = true;

    /// <summary>Declares that nodes may keep what a visitor reads: see <see cref="Resource.IsSharedWithVisitors"/>.</summary>
    protected void SharedWithVisitors() => IsSharedWithVisitors = true;

    protected void CreatedBy(Func<RowDraft<T>, ICommand<T>> command) => CreateUseCase = command;

    protected void UpdatedBy(Func<T, Changes<T>, ICommand<T>> command) => UpdateUseCase = command;

    /// <summary>
    /// Declares a request that runs before the transaction of a create or update. It makes network calls and stores their result in
    /// <see cref="Preflight"/>.
    /// </summary>
    protected void WithPreflight(Func<T, Changes<T>, IRequest<Unit>> request) => PreflightUseCase = request;

    /// <summary>
    /// Declares a request that runs before the transaction of a create (without a key) or an update, for each document. It counts attempts
    /// that must stay counted although the request is rejected, and verifies passwords.
    /// </summary>
    protected void WithDocumentPreflight(Func<ResourceKey?, JsonElement, IRequest<Unit>> request) => DocumentPreflight = request;

    protected void DeletedBy(Func<T, ICommand<Unit>> command) => DeleteUseCase = (row, _) => command(row);

    /// <summary>
    /// Declares a use case that deletes a row. Its second argument is <c>data.attributes.cancel-note</c> of the request body, or null.
    /// </summary>
    protected void DeletedBy(Func<T, string?, ICommand<Unit>> command) => DeleteUseCase = command;

    /// <summary>
    /// Declares that the generic create and update queue the variants of the picture. A use case of the type queues them itself.
    /// </summary>
    protected void WithVariants(ImageVariants<T> variants) => Variants = variants;

    /// <summary>Declares code that runs before a generic operation.</summary>
    protected void Before(WriteOperation operation, Hook<T> hook) => Hooks.Add((operation, hook));

    /// <summary>Declares that a new row belongs to the caller.</summary>
    protected void OwnedByCaller(Action<T, long> setUser) => Before(WriteOperation.Create, (row, _, context, _) =>
        {
            setUser(row, context.Actor.UserId!.Value);
            return Task.CompletedTask;
        });

    /// <summary>Declares values of other tables that are loaded in the same SQL statement as the row.</summary>
    /// <param name="select">Selects the values.</param>
    /// <param name="apply">Stores the values in the row.</param>
    /// <param name="when">For which actors the values are loaded. Null: for all.</param>
    protected void WithExtra<TExtra>(
        Func<IData, Expression<Func<T, TExtra>>> select,
        Action<T, TExtra> apply,
        Func<Actor, bool>? when = null
    ) => Loader = new RowLoader<T, TExtra>((data, _) => select(data), apply, when ?? (_ => true));

    /// <summary>Like the other overload, for values that depend on the actor.</summary>
    protected void WithExtra<TExtra>(Func<IData, Actor, Expression<Func<T, TExtra>>> select, Action<T, TExtra> apply) =>
        Loader = new RowLoader<T, TExtra>(select, apply, _ => true);

    /// <summary>
    /// Declares a token. It is stored as a hash only: the response to the caller who creates the row takes the token from the tracked row
    /// of the use case, and all other responses have null.
    /// </summary>
    /// <param name="when">Which callers get it, e.g. staff.</param>
    /// <param name="isStoredForRetries">
    /// Whether the response may be stored for a repeated request with the same <c>Idempotency-Key</c>: see
    /// <see cref="Resource.ReturnsSecretOnCreate"/>.
    /// </param>
    protected void WithIssuedToken(
        string name,
        Func<T, string?> get,
        Action<T, string?> set,
        Func<Actor, bool> when,
        bool isStoredForRetries = false
    )
    {
        ReturnsSecretOnCreate = !isStoredForRetries;
        Computed(name, row => get(row)!);
        WithExtra<string?>(
            data =>
            {
                var created = data.Set<T>().Local.FirstOrDefault(r => get(r) is not null);
                var id = created?.Id ?? 0;
                var token = created is null ? "" : get(created);
                return row => row.Id == id ? token : null;
            },
            set,
            when
        );
    }

    /// <summary>Declares values that one more SQL statement loads for all rows of a result.</summary>
    /// <param name="load">Runs the statement for rows that are not empty, and stores the values in them.</param>
    /// <param name="when">For which actors the values are loaded. Null: for all.</param>
    protected void ThenLoad(Func<IData, IReadOnlyList<T>, CancellationToken, Task> load, Func<Actor, bool>? when = null)
    {
        HasFollowUp = true;
        Loader = new FollowUpLoader<T>(load, when ?? (_ => true));
    }

    /// <summary>
    /// Declares values that are too large for lists. One more SQL statement loads them if a single row is read at its own URL; lists and
    /// included rows have null.
    /// </summary>
    protected void ThenLoadOne(Func<IData, T, CancellationToken, Task> load)
    {
        HasFollowUp = true;
        LoadOne = load;
    }

    /// <summary>
    /// Declares that a command locks the row with this key before its own row. Use cases that start at the other row lock the two in this
    /// order too, so they cannot deadlock. Several declarations are locked in the order in which they stand.
    /// </summary>
    protected void LockedAfter<TOther>(Expression<Func<T, long?>> key)
        where TOther : Entity => FirstLocks.Add<TOther>(key);

    /// <summary>
    /// Declares rows of other tables that the policy reads: loads those of the rows with these ids, tracked, before a write is decided.
    /// </summary>
    protected void PolicyReads(Func<IData, List<long>, CancellationToken, Task> load) => PolicyRows = load;
}
