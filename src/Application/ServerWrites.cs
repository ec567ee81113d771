using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;
using OpenEvent.Domain.Notifications;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application;

/// <summary>
/// What the server writes by itself in every unit of work, without a grant. Each entry is a table that no client writes to, or members that
/// no document can set (a test compares them with the resource declarations).
/// </summary>
internal static class ServerWrites
{
    /// <param name="Members">The members that may change; empty for whole rows.</param>
    internal sealed record ServerWrite(Type Type, IReadOnlyList<RowWrite> Writes, IReadOnlyList<string> Members, string Reason);

    public static IReadOnlyList<ServerWrite> All { get; } =
    [
        Table<AccessCodeQuota>("Counts the uses of a code, beside each code."),
        Table<BookingSlot>("Derived from the times of a booking; its primary key rejects overlaps."),
        Table<DiscountCodeQuota>("Counts the uses of a code, beside each code."),
        Table<EmailVerificationToken>("The hash of a token that was e-mailed."),
        Table<Mail>("The log of sent e-mails."),
        Table<PasswordResetToken>("The hash of a token that was e-mailed."),
        Table<TicketSeats>("Counts the seats of a ticket, beside each ticket."),
        Creates<Notification>("Tells a user what happened; the user marks it as read or deletes it."),
        Creates<NotificationAction>("What a user can open from a notification."),
        Changes<DiscountCode>("Derived from the code.", nameof(DiscountCode.CodeKey)),
        Changes<EventLocation>("Derived from the name.", nameof(EventLocation.Slug)),
        Changes<EventSubTopic>("Derived from the name.", nameof(EventSubTopic.Slug)),
        Changes<EventTopic>("Derived from the name.", nameof(EventTopic.Slug)),
        Changes<EventType>("Derived from the name.", nameof(EventType.Slug)),
        Changes<Order>("Stamps of the status.", nameof(Order.ExpiresAt), nameof(Order.CompletedAt)),
        Changes<Session>("Stamps.", nameof(Session.LastModifiedAt), nameof(Session.SubmittedAt)),
        Changes<StationStorePax>("Stamp.", nameof(StationStorePax.ModifiedAt)),
        Changes<VideoChannel>("Stamp.", nameof(VideoChannel.ModifiedAt)),
    ];

    private static readonly ILookup<Type, ServerWrite> ByType = All.ToLookup(w => w.Type);

    /// <param name="member">The changed property; null unless <paramref name="write"/> is a change.</param>
    public static bool Cover(RowWrite write, Type type, string? member)
    {
        foreach (var own in ByType[type])
            if (own.Writes.Contains(write) && (own.Members.Count == 0 || (member is not null && own.Members.Contains(member))))
                return true;
        return false;
    }

    private static ServerWrite Table<T>(string reason) => new(typeof(T), [RowWrite.Create, RowWrite.Change, RowWrite.Remove], [], reason);

    private static ServerWrite Creates<T>(string reason) => new(typeof(T), [RowWrite.Create], [], reason);

    private static ServerWrite Changes<T>(string reason, params string[] members) => new(typeof(T), [RowWrite.Change], members, reason);
}
