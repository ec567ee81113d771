using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Platform;

/// <summary>Whose personal data is exported or erased.</summary>
/// <param name="VerifiedEmail">
/// The address of the account if it is verified, else <see cref="NoAddress"/>. Only a verified address shows that rows of others belong to
/// the person, e.g. a ticket that someone else bought.
/// </param>
/// <param name="Emails">
/// All addresses of the account, also those that are not verified. They identify the person among rows of the account itself, e.g. among
/// the attendees of their own orders.
/// </param>
/// <param name="OwnedEventIds">The events that the person owns.</param>
internal sealed record Person(
    long Id,
    string VerifiedEmail,
    string[] Emails,
    string? FirstName,
    string? LastName,
    string? FullName,
    long[] OwnedEventIds
)
{
    /// <summary>A text that is no address, so that no row has it.</summary>
    private const string NoAddress = "none";

    public bool HasVerifiedEmail => VerifiedEmail != NoAddress;

    public static async Task<Person> LoadAsync(IData data, User user, CancellationToken ct)
    {
        var email = user.EmailBeforeDeletion;
        var alternates = await data.Set<UserEmail>().Where(e => e.UserId == user.Id).Select(e => e.EmailAddress).ToListAsync(ct);
        var owned = await data.Set<UsersEventsRole>()
            .Where(r => r.UserId == user.Id && r.RoleId == Role.OwnerId)
            .Select(r => r.EventId)
            .ToArrayAsync(ct);
        // The account may have been deleted before, and the address may belong to another one now.
        var isTaken = await data.Set<User>().AnyAsync(u => u.Id != user.Id && u.DeletedAt == null && u.Email == email, ct);
        return new Person(
            user.Id,
            user.IsVerified && !isTaken ? email : NoAddress,
            [.. alternates.Select(EmailAddress.Normalize).Prepend(email).Distinct()],
            NullIfEmpty(user.FirstName),
            NullIfEmpty(user.LastName),
            NullIfEmpty(user.FullName),
            owned
        );
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
