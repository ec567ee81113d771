namespace OpenEvent.Domain.Common;

/// <summary>
/// The typed changes of a PATCH request, which policies decide on. A member that the request leaves out has no item; a member that it sets
/// to <c>null</c> has one.
/// </summary>
public sealed class Changes<T>(IReadOnlyList<Change<T>> items)
{
    public static readonly Changes<T> None = new([]);

    public IReadOnlyList<Change<T>> Items { get; } = items;

    public bool IsEmpty => Items.Count == 0;

    /// <summary>The changes whose value differs from the row's.</summary>
    public Changes<T> ThatWouldChange(T row) => new([.. Items.Where(c => c.WouldChange(row))]);

    public bool ContainsAny(params ReadOnlySpan<string> members)
    {
        foreach (var change in Items)
            if (members.Contains(change.Member))
                return true;
        return false;
    }

    public bool ContainsOnly(params ReadOnlySpan<string> members) => FirstNameNotIn(members) is null;

    /// <summary>
    /// The JSON name of the first change that is not among <paramref name="members"/>, for an error message; null if there is none.
    /// </summary>
    public string? FirstNameNotIn(params ReadOnlySpan<string> members)
    {
        foreach (var change in Items)
            if (!members.Contains(change.Member))
                return change.Name;
        return null;
    }

    public bool TryGet<TValue>(string member, out TValue? value)
    {
        var change = Items.OfType<Change<T, TValue>>().FirstOrDefault(c => c.Member == member);
        value = change is null ? default : change.Value;
        return change is not null;
    }

    public Changes<T> Without(params string[] members) => new([.. Items.Where(c => !members.Contains(c.Member))]);

    public void ApplyTo(T row)
    {
        foreach (var change in Items)
            change.ApplyTo(row);
    }
}
