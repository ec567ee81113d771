using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>The followers of a group, for its owner. Deleted accounts are left out. Times are in UTC.</summary>
internal sealed class FollowersTable(IData data) : ExportTable<UserFollowGroup>
{
    public const string Kind = "followers-csv";

    public override string Name => "followers";

    public override IReadOnlyList<string> RequiredModules => [TokenModule.Events];

    protected override Task<IReadOnlyList<TableField<UserFollowGroup>>> GetFieldsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TableField<UserFollowGroup>>>([
            new("Public Name", f => f.User.PublicName ?? f.User.FullName),
            new("Email", f => f.User.Email),
            new("Group Join Date", f => f.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("Group Join Time", f => f.CreatedAt.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        ]);

    protected override IAsyncEnumerable<UserFollowGroup> ReadRowsAsync(ExportContext context, CancellationToken ct)
    {
        var groupId = context.GroupId;
        return KeysetBatches.ReadAsync(
            last =>
                data.Set<UserFollowGroup>()
                    .AsNoTracking()
                    .Include(f => f.User)
                    .Where(f => f.GroupId == groupId && f.Group.DeletedAt == null && f.User.DeletedAt == null && f.Id > last)
                    .OrderBy(f => f.Id),
            f => f.Id,
            ct
        );
    }
}
