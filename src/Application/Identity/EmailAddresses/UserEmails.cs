using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The alternate addresses of an account. Staff list those of all users at <c>/v1/admin/user-emails</c>.</summary>
internal sealed class UserEmails : EditableResource<UserEmail>
{
    public UserEmails()
    {
        NotListed();
        Attribute(e => e.DeletedAt);
        Attribute(e => e.EmailAddress).Required().Normalized(EmailAddress.Normalize).Email().Private();
        Attribute(e => e.Type).OneOf("home", "work", "business", "office", "other");
        Attribute(e => e.UserId).ReadOnly();
        BelongsTo(e => e.User)
            .Required()
            .WithAllMethods()
            .Fixed()
            .Inverse("alternate-emails", isPrivate: true)
            .DecidedByThisEnd("Its policy asks whose account it is.");
        Before(WriteOperation.Create, RequireRoomAsync);
        Before(WriteOperation.Update, async (row, changes, context, ct) =>
        {
            if (changes.TryGet<DateTimeOffset?>(nameof(UserEmail.DeletedAt), out var deletedAt) && deletedAt is null)
                await RequireRoomAsync(row, changes, context, ct);
        });
    }

    public override Policy<UserEmail> Policy { get; } = new UserEmailPolicy();

    private static async Task RequireRoomAsync(UserEmail row, Changes<UserEmail> changes, HookContext context, CancellationToken ct)
    {
        var userId = row.UserId;
        await context.Data.LockRowAsync<User>(userId, ct); // Two addresses at the same time would both see room for one.
        var others = context.Data.Set<UserEmail>().Where(e => e.UserId == userId && e.DeletedAt == null && e.Id != row.Id);
        if (await others.CountAsync(ct) >= UserEmail.MaxPerUser)
            throw RejectedException.Conflict($"An account has at most {UserEmail.MaxPerUser} alternate addresses.");
    }
}
