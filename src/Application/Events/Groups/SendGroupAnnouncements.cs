using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Queues the e-mails about an announced event for one batch of followers, and then the next batch. The key of an e-mail is the event and
/// the recipient, so a repeated entry sends no second e-mail. Followers without a verified address get none.
/// </summary>
internal sealed class SendGroupAnnouncements(IData data, IOutbox outbox, IFrontend frontend) : IOutboxConsumer
{
    public const string EntryKind = "announce-event";
    private const int BatchSize = 500;

    /// <param name="AfterId">The batch starts after this follower.</param>
    internal sealed record Payload(long GroupId, long EventId, long AfterId);

    public static void Queue(IOutbox outbox, long groupId, long eventId, long afterId) =>
        outbox.Add(
            EntryKind,
            string.Create(CultureInfo.InvariantCulture, $"{groupId} {eventId} {afterId}"),
            new Payload(groupId, eventId, afterId)
        );

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (groupId, eventId, afterId) = payload.Deserialize<Payload>()!;
        var e = await data.Set<Event>()
            .AsNoTracking()
            .Include(x => x.Group)
            .SingleOrDefaultAsync(
                x => x.Id == eventId && x.GroupId == groupId && x.DeletedAt == null && x.State == EventState.Published,
                ct
            );
        if (e?.Group is not { DeletedAt: null } group)
            return;
        var followers = await data.Set<UserFollowGroup>()
            .Where(f => f.GroupId == groupId && f.Id > afterId)
            .OrderBy(f => f.Id)
            .Take(BatchSize)
            .Select(f => new
            {
                f.Id,
                f.User.Email,
                IsReachable = f.User.DeletedAt == null && f.User.IsVerified && !f.User.IsBlocked,
            })
            .ToListAsync(ct);
        var message = new AnnounceEvent(
            group.Name,
            e.Name,
            e.StartsAt,
            e.Timezone,
            await frontend.LinkAsync($"/e/{Uri.EscapeDataString(e.Identifier)}", ct),
            await frontend.LinkAsync(string.Create(CultureInfo.InvariantCulture, $"/g/{group.Id}"), ct)
        );
        foreach (var follower in followers.Where(f => f.IsReachable))
            outbox.AddEmail($"{nameof(AnnounceEvent)} {eventId} {follower.Email}", follower.Email, message);
        if (followers.Count == BatchSize)
            Queue(outbox, groupId, eventId, followers[^1].Id);
    }
}
