using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The state of one copy of an event: the copied rows by their originals.</summary>
internal sealed class EventCopyContext(
    IData data,
    IActivityLog activities,
    Grant grant,
    MediaCopier media,
    Event original,
    Event draft,
    DateShift? shift,
    TimeProvider clock
)
{
    /// <summary>The maximum number of rows, links and files of one copy, so that no transaction takes long.</summary>
    public const int MaxRows = 10_000;

    /// <summary>The maximum number of characters of all texts of one copy, because they are in memory.</summary>
    private const int MaxCharacters = 20_000_000;

    private static readonly IReadOnlyDictionary<long, Entity> None = new Dictionary<long, Entity>();

    private readonly Dictionary<Type, Dictionary<long, Entity>> _copies = new() { [typeof(Event)] = new() { [original.Id] = draft } };

    /// <summary>The rows of the next batch. A companion row follows the copy that it belongs to.</summary>
    private readonly List<object> _pending = [];

    private readonly HashSet<Type> _pendingTypes = [];

    private int _countedFiles = media.Copied;

    private int _remainingCharacters = MaxCharacters;

    public IData Data { get; } = data;

    public Grant Grant { get; } = grant;

    public MediaCopier Media { get; } = media;

    /// <summary>Null: the dates stay.</summary>
    public DateShift? Shift { get; } = shift;

    /// <summary>How many more rows, links and files may be copied.</summary>
    public int Remaining { get; private set; } = MaxRows;

    /// <summary>The copies of the rows of a type, by the ids of the originals.</summary>
    public IReadOnlyDictionary<long, Entity> CopiesOf(Type type) => _copies.GetValueOrDefault(type) ?? None;

    /// <exception cref="RejectedException">Conflict: the event has more than <see cref="MaxRows"/> rows.</exception>
    public void Add<T>(Dictionary<long, Entity> copies)
        where T : Entity
    {
        Count(copies.Count + Media.Copied - _countedFiles);
        _countedFiles = Media.Copied;
        _copies[typeof(T)] = copies;
        Grant.Create<T>(new HashSet<Entity>(copies.Values).Contains);
    }

    /// <summary>Whether rows of the type have no id yet.</summary>
    public bool HasPending(Type type) => _pendingTypes.Contains(type);

    /// <param name="companion">A row of a table that is no resource and has the key of <paramref name="row"/>; null: none.</param>
    public void AddPending(Entity row, object? companion)
    {
        if (row is ICreatedAt stamped)
            stamped.CreatedAt = clock.GetUtcMicroseconds();
        _pending.Add(row);
        _pendingTypes.Add(row.GetType());
        if (companion is not null)
            _pending.Add(companion);
    }

    /// <summary>Inserts the pending rows, in one batch.</summary>
    public async Task InsertPendingAsync(CancellationToken ct)
    {
        if (_pending.Count == 0)
            return;
        await Data.BulkInsertAsync(_pending, ct);
        _pending.Clear();
        _pendingTypes.Clear();
    }

    /// <summary>Records the copies of the contents in the log of changes.</summary>
    public Task RecordAsync(CancellationToken ct) =>
        activities.RecordCreatedAsync([.. _copies.Where(c => c.Key != typeof(Event)).SelectMany(c => c.Value.Values)], ct);

    /// <summary>Counts the texts of a row before the next row is read.</summary>
    /// <exception cref="RejectedException">Conflict: the texts of the event are too long.</exception>
    public void CountCharacters(int characters)
    {
        _remainingCharacters -= characters;
        if (_remainingCharacters < 0)
            throw RejectedException.Conflict(
                FormattableString.Invariant(
                    $"The texts of the event have more than {MaxCharacters:N0} characters; they are too long to copy."
                )
            );
    }

    /// <summary>Counts copied rows and links.</summary>
    /// <exception cref="RejectedException">Conflict: the event has more than <see cref="MaxRows"/> of them.</exception>
    public void Count(int copied)
    {
        Remaining -= copied;
        if (Remaining < 0)
            throw RejectedException.Conflict(
                FormattableString.Invariant(
                    $"The event has more than {MaxRows:N0} tickets, codes, questions and links among them; it is too large to copy."
                )
            );
    }
}
