using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// The writes that a decision has allowed. <see cref="IAuthorization.Require(Decision)"/> returns it, and the use case names the rows and
/// members that it writes. Anything else is not saved: see <see cref="WriteSet"/> and docs/decisions/032.
/// </summary>
/// <remarks>The functions that select rows are called when the rows are saved. They must not run queries.</remarks>
public sealed class Grant
{
    private readonly WriteSet _writes;

    internal Grant(WriteSet writes) => _writes = writes;

    /// <summary>New rows. A row keeps the event that it had when the policy decided on it.</summary>
    public Grant Create(params ReadOnlySpan<object> rows)
    {
        foreach (var row in rows)
        {
            var decidedEventId = (row as IEventContent)?.EventId ?? 0;
            _writes.Add(RowWrite.Create, row.GetType(), r =>
                ReferenceEquals(r, row) && (decidedEventId == 0 || ((IEventContent)r).EventId == decidedEventId)
            );
        }

        return this;
    }

    /// <summary>New rows that the use case has not built yet.</summary>
    public Grant Create<T>(Func<T, bool> which)
        where T : class => Add(RowWrite.Create, which);

    /// <summary>Members of a row.</summary>
    public Grant Change<T>(T row, params string[] members)
        where T : class => Add<T>(RowWrite.Change, r => ReferenceEquals(r, row), members);

    /// <summary>The members that the policy has seen.</summary>
    public Grant Change<T>(T row, Changes<T> changes)
        where T : class
    {
        if (changes.ContainsAny(nameof(ISoftDeleted.DeletedAt)))
            Restore(row);
        return Change(row, [.. changes.Items.Select(c => c.Member).Where(m => m != nameof(ISoftDeleted.DeletedAt))]);
    }

    /// <summary>Members of some rows.</summary>
    public Grant Change<T>(Func<T, bool> which, params string[] members)
        where T : class => Add(RowWrite.Change, which, members);

    /// <summary>The permanent removal of a row, and of the rows that the database removes with it.</summary>
    public Grant Remove<T>(T row)
        where T : class => Add<T>(RowWrite.Remove, r => ReferenceEquals(r, row));

    /// <inheritdoc cref="Remove{T}(T)" />
    public Grant Remove<T>(Func<T, bool> which)
        where T : class => Add(RowWrite.Remove, which);

    /// <summary>The deletion of a row that is soft-deleted.</summary>
    public Grant Trash<T>(T row)
        where T : class => Add<T>(RowWrite.Trash, r => ReferenceEquals(r, row));

    /// <summary>The restoration of a row that is soft-deleted.</summary>
    public Grant Restore<T>(T row)
        where T : class => Add<T>(RowWrite.Restore, r => ReferenceEquals(r, row));

    /// <summary>A statement that bypasses the change tracker.</summary>
    public Grant Run(DirectWrite statement)
    {
        _writes.Add(statement);
        return this;
    }

    private Grant Add<T>(RowWrite write, Func<T, bool> which, params string[] members)
        where T : class
    {
        _writes.Add(write, typeof(T), r => which((T)r), members);
        return this;
    }
}
