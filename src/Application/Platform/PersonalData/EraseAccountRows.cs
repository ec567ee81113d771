using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Erases the personal data of an account, all or nothing, with the end of the task. A second run does nothing. Stored files are deleted
/// after the commit, unless other rows name them.
/// </summary>
/// <returns>The number of rows.</returns>
[TokenModule(TokenModule.None)]
internal sealed record EraseAccountRows(Guid Task) : ICommand<int>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        EmailErasure emails,
        ErasureBlockers blockers,
        IStoredFileReferences references,
        StoredFiles stored,
        IOutbox outbox,
        TimeProvider clock
    ) : IRequestHandler<EraseAccountRows, int>
    {
        /// <summary>The folders of URLs that users set. A URL of a ticket there would be someone else's.</summary>
        private static readonly string[] PictureFolders = [StoredFiles.Images, StoredFiles.Uploads];

        /// <summary>The folders of URLs that the server sets.</summary>
        private static readonly string[] TicketFolders = [StoredFiles.Tickets];

        public async Task<int> Handle(EraseAccountRows command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            var task = await data.Set<QueuedTask>().SingleAsync(t => t.Key == command.Task, ct);
            if (task.IsDone)
                return 0;
            var id = JsonSerializer.Deserialize<AccountErasureTask.Parameters>(task.Parameters)!.UserId;
            await data.LockRowAndReferencesAsync<User>(id, ct);
            var count = 0;
            if (await data.Set<User>().SingleOrDefaultAsync(u => u.Id == id, ct) is { IsErased: false, DeletedAt: not null } user)
            {
                // A request that had begun before the account was deleted may have placed an order.
                await blockers.RequireNoneAsync(id, ct);
                count = await EraseAsync(grant, user, task, ct);
            }

            grant.Change(task, nameof(QueuedTask.State));
            task.State = QueuedTaskState.Succeeded;
            return count;
        }

        private async Task<int> EraseAsync(Grant grant, User user, QueuedTask task, CancellationToken ct)
        {
            var person = await Person.LoadAsync(data, user, ct);
            var email = user.EmailBeforeDeletion;
            await RenderTicketsAgainAsync(person, ct);
            var avatars = UserAvatar.Variants.All.Select(v => v.GetUrl(user)).Append(user.AvatarUrl).OfType<string>();
            var paths = FindPaths(avatars, PictureFolders).ToHashSet();
            var count = 1;
            foreach (var rows in PersonalRowList.All)
            {
                var folders = rows.Type == typeof(Attendee) || rows.Type == typeof(Order) ? TicketFolders : PictureFolders;
                paths.UnionWith(FindPaths(await rows.FindErasedTextsAsync(data, person, rows.FileMembers, ct), folders));
                var texts = await rows.FindErasedTextsAsync(data, person, rows.LinkMembers, ct);
                paths.UnionWith(texts.SelectMany(text => stored.FindPathsIn(text, PictureFolders)));
                count += await rows.EraseAsync(data, person, ct);
            }

            count += await emails.DeleteAsync(email, person.HasVerifiedEmail, ct);
            count += await ExpireTasksAsync(user, task, ct);
            grant.Change(user, AccountErasure.Members);
            AccountErasure.Erase(user, clock.GetUtcNow());
            var key = user.Id.ToString(CultureInfo.InvariantCulture);
            outbox.Add(SendErasureConfirmation.EntryKind, key, new SendErasureConfirmation.Payload(email));
            await data.SaveChangesAsync(ct);
            await QueueDeletionOfFilesAsync(paths, ct);
            return count;
        }

        /// <summary>Other people's orders stay valid. Their documents are rendered without the name.</summary>
        private async Task RenderTicketsAgainAsync(Person person, CancellationToken ct)
        {
            var tickets = ExpressionSubstitution.And(PersonalAttendeeRows.IsOwn(person), Attendee.HasValidTicket);
            var orders = await data.Set<Attendee>()
                .Where(tickets)
                .Where(a => a.Order!.UserId != person.Id)
                .Select(a => a.OrderId!.Value)
                .Distinct()
                .ToListAsync(ct);
            foreach (var order in orders)
                IssueTickets.QueueSilently(outbox, order);
        }

        /// <summary>The hourly job deletes the tasks, with the files of their results.</summary>
        private Task<int> ExpireTasksAsync(User user, QueuedTask running, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            return data.UpdateAsync(
                DirectWrites.ErasePersonalData,
                data.Set<QueuedTask>().Where(t => t.OwnerId == user.Id && t.Id != running.Id),
                set => set.SetProperty(t => t.ExpiresAt, now),
                ct
            );
        }

        private IEnumerable<string> FindPaths(IEnumerable<string> urls, string[] folders) =>
            urls.Select(url => stored.FindPath(url, folders)).OfType<string>();

        private async Task QueueDeletionOfFilesAsync(HashSet<string> paths, CancellationToken ct)
        {
            paths.ExceptWith(await references.FindNamedAsync(paths, ct));
            foreach (var path in paths)
                DeleteStoredFile.Queue(outbox, path);
        }
    }
}
