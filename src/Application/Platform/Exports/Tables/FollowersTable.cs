using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>The followers of a group, for its owner. Deleted accounts are left out. Times are in UTC.</summary>
internal sealed class FollowersTable(IData data) : IExportTable
{
    public const string Kind = "followers-csv";

    private static readonly ExportColumn[] Columns = [new("Public Name"), new("Email"), new("Group Join Date"), new("Group Join Time")];

    public string Name => "followers";

    public Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ExportColumn>>(Columns);

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var groupId = context.GroupId;
        var rows = KeysetBatches.ReadAsync(
            last =>
                data.Set<UserFollowGroup>()
                    .AsNoTracking()
                    .Include(f => f.User)
                    .Where(f => f.GroupId == groupId && f.Group.DeletedAt == null && f.User.DeletedAt == null && f.Id > last)
                    .OrderBy(f => f.Id),
            f => f.Id,
            ct
        );
        await foreach (var follower in rows)
            yield return
            [
                follower.User.PublicName ?? follower.User.FullName,
                follower.User.Email,
                follower.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                follower.CreatedAt.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            ];
    }
}
