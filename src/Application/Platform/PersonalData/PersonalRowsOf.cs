using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <inheritdoc />
/// <param name="which">The rows that are about the person.</param>
internal sealed class PersonalRowsOf<T>(Func<Person, Expression<Func<T, bool>>> which) : PersonalRows(typeof(T))
    where T : class
{
    private readonly List<Erasure> _erasures = [];

    /// <param name="Which">Null: all rows that are about the person.</param>
    /// <param name="Values">The new texts by member; an empty one is null where the column allows it. Null: the rows are deleted.</param>
    private sealed record Erasure(Func<Person, Expression<Func<T, bool>>>? Which, IReadOnlyDictionary<string, string>? Values);

    /// <summary>The rows are a file of the export.</summary>
    /// <param name="file">Without extension.</param>
    public PersonalRowsOf<T> Export(string file)
    {
        File = file;
        return this;
    }

    /// <summary>Members that are not exported.</summary>
    /// <param name="reason">E.g. that they are secrets.</param>
    public PersonalRowsOf<T> Omit(string reason, params string[] members)
    {
        Reasons.Add(reason);
        OmittedMembers.UnionWith(members);
        return this;
    }

    /// <summary>The rows are not exported.</summary>
    public PersonalRowsOf<T> NotExported(string reason)
    {
        Reasons.Add(reason);
        return this;
    }

    /// <summary>Texts that stay after the erasure.</summary>
    public PersonalRowsOf<T> Keep(string reason, params string[] members)
    {
        Reasons.Add(reason);
        KeptMembers.UnionWith(members);
        return this;
    }

    /// <summary>All texts that are not named otherwise stay, because the row is not about the person as such.</summary>
    public PersonalRowsOf<T> KeepOthers(string reason)
    {
        Reasons.Add(reason);
        KeepsOthers = true;
        return this;
    }

    /// <summary>The stored files of these URLs belong to the person. The erasure deletes a file that no other row names.</summary>
    public PersonalRowsOf<T> Files(params string[] members)
    {
        FileMembers.AddRange(members);
        return this;
    }

    /// <summary>Texts with links to uploads, which belong to the person like <see cref="Files"/>.</summary>
    public PersonalRowsOf<T> Links(params string[] members)
    {
        LinkMembers.AddRange(members);
        return this;
    }

    /// <summary>The erasure deletes the rows.</summary>
    /// <param name="erased">Which of them; null: all.</param>
    public PersonalRowsOf<T> Delete(Func<Person, Expression<Func<T, bool>>>? erased = null)
    {
        IsDeleted = true;
        _erasures.Add(new Erasure(erased, null));
        return this;
    }

    /// <summary>The erasure deletes the rows, in batches before its transaction. A person may have any number of them.</summary>
    public PersonalRowsOf<T> DeleteBefore()
    {
        IsDeletedBefore = true;
        return Delete();
    }

    /// <summary>The rows are large, so the export reads few of them at once.</summary>
    public PersonalRowsOf<T> Batches(int size)
    {
        BatchSize = size;
        return this;
    }

    /// <summary>The erasure empties members of all rows.</summary>
    public PersonalRowsOf<T> Clear(params string[] members) => Clear(null, members);

    /// <param name="erased">Which of the rows; null: all.</param>
    /// <param name="members">Texts and optional times.</param>
    public PersonalRowsOf<T> Clear(Func<Person, Expression<Func<T, bool>>>? erased, params string[] members) =>
        Replace(erased, members.ToDictionary(m => m, _ => ""));

    /// <summary>The erasure replaces a text of the rows, because it must not be empty.</summary>
    /// <param name="erased">Which of the rows; null: all.</param>
    public PersonalRowsOf<T> Replace(string member, string text, Func<Person, Expression<Func<T, bool>>>? erased = null) =>
        Replace(erased, new Dictionary<string, string> { [member] = text });

    public override IEntityType FindType(IData data) => data.Set<T>().EntityType;

    public override Task<int> CountAsync(IData data, Person person, CancellationToken ct) =>
        data.Set<T>().IgnoreAutoIncludes().Where(which(person)).CountAsync(ct);

    /// <remarks>Rows with an id are read after the last id, the rows of a join table by their place.</remarks>
    public override async IAsyncEnumerable<IReadOnlyList<object>> ReadAsync(
        IData data,
        Person person,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var rows = data.Set<T>().AsNoTracking().IgnoreAutoIncludes().Where(which(person));
        var done = 0;
        for (var last = 0L; ; )
        {
            var next = typeof(T).IsSubclassOf(typeof(Entity)) ? AfterId(rows, last) : OrderByKey(data, rows).Skip(done);
            var batch = await next.Take(BatchSize).ToListAsync(ct);
            if (batch.Count > 0)
                yield return batch;
            if (batch.Count < BatchSize)
                yield break;
            done += batch.Count;
            last = (batch[^1] as Entity)?.Id ?? 0;
        }
    }

    public override async Task<IReadOnlyList<string>> FindErasedTextsAsync(
        IData data,
        Person person,
        IReadOnlyList<string> members,
        CancellationToken ct
    )
    {
        var texts = new List<string>();
        foreach (var erasure in _erasures)
        foreach (var member in members.Where(m => erasure.Values?.ContainsKey(m) ?? true))
        {
            var row = Expression.Parameter(typeof(T));
            var text = Expression.Lambda<Func<T, string?>>(Expression.Property(row, member), row);
            texts.AddRange((await Select(data, person, erasure).Select(text).Distinct().ToListAsync(ct)).OfType<string>());
        }

        return texts;
    }

    public override Task<int> DeleteBatchAsync(IData data, Person person, int size, CancellationToken ct) =>
        data.DeleteAsync(
            DirectWrites.ErasePersonalData,
            AfterId(data.Set<T>().IgnoreAutoIncludes().Where(which(person)), 0).Take(size),
            ct
        );

    public override async Task<int> EraseAsync(IData data, Person person, CancellationToken ct)
    {
        var count = 0;
        foreach (var erasure in _erasures)
        {
            var rows = Select(data, person, erasure);
            count += erasure.Values is { } values
                ? await data.UpdateAsync(DirectWrites.ErasePersonalData, rows, set => Set(data, set, values), ct)
                : await data.DeleteAsync(DirectWrites.ErasePersonalData, rows, ct);
        }

        return count;
    }

    private PersonalRowsOf<T> Replace(Func<Person, Expression<Func<T, bool>>>? erased, IReadOnlyDictionary<string, string> values)
    {
        ErasedMembers.UnionWith(values.Keys);
        _erasures.Add(new Erasure(erased, values));
        return this;
    }

    private IQueryable<T> Select(IData data, Person person, Erasure erasure)
    {
        var rows = data.Set<T>().IgnoreAutoIncludes().Where(which(person));
        return erasure.Which is { } erased ? rows.Where(erased(person)) : rows;
    }

    private static void Set(IData data, UpdateSettersBuilder<T> set, IReadOnlyDictionary<string, string> values)
    {
        var type = data.Set<T>().EntityType;
        foreach (var (member, text) in values)
        {
            var property = type.FindProperty(member) ?? throw new InvalidOperationException($"{typeof(T).Name} has no column {member}.");
            var row = Expression.Parameter(typeof(T));
            var access = Expression.Property(row, member);
            if (access.Type == typeof(string))
                set.SetProperty(Expression.Lambda<Func<T, string?>>(access, row), text.Length == 0 && property.IsNullable ? null : text);
            else
                set.SetProperty(Expression.Lambda<Func<T, DateTimeOffset?>>(access, row), (DateTimeOffset?)null);
        }
    }

    private static IQueryable<T> AfterId(IQueryable<T> rows, long last)
    {
        var row = Expression.Parameter(typeof(T));
        var id = Expression.Property(row, nameof(Entity.Id));
        var after = Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(id, SqlParameter.For(last)), row);
        return rows.Where(after).OrderBy(Expression.Lambda<Func<T, long>>(id, row));
    }

    private static IQueryable<T> OrderByKey(IData data, IQueryable<T> rows)
    {
        var names = data.Set<T>().EntityType.FindPrimaryKey()!.Properties.Select(p => p.Name).ToList();
        var ordered = rows.OrderBy(r => EF.Property<object>(r, names[0]));
        foreach (var name in names.Skip(1))
            ordered = ordered.ThenBy(r => EF.Property<object>(r, name));
        return ordered;
    }
}
