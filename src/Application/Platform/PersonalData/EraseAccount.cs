using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Deletes an account at once, so that nobody can sign in with it, and starts the task that erases its personal data. It needs the caller's
/// password, because nobody can undo it.
/// </summary>
/// <returns>The path of the state of the task. It is signed, because the user cannot sign in any more.</returns>
[TokenModule(TokenModule.None)]
internal sealed record EraseAccount(ResourceKey User) : ICommand<string>
{
    /// <summary>The largest number of rows that one transaction erases. <see cref="DeletePersonalRows"/> deletes others before.</summary>
    public const int MaxRows = 100_000;

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        Preflight preflight,
        ErasureBlockers blockers,
        IEnumerable<IAccountDeletionStep> steps,
        TaskStarter tasks,
        TaskLinks links,
        AuthSettings settings,
        TimeProvider clock
    ) : IRequestHandler<EraseAccount, string>
    {
        public async Task<string> Handle(EraseAccount command, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.RequireSignIn("Only the user themself and super admins may erase an account.");
            var id = AccountKey.ReadId(command.User);
            await data.LockRowAndReferencesAsync<User>(id, ct);
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Id == id, ct);
            // Accounts that the caller may not erase look as if they did not exist.
            if (user is null || !(actor.IsStaff || actor.IsUser(id)))
                throw RejectedException.NotFound("user", command.User.Text);
            var grant = authorization.Require(UserPolicy.Erase(actor, user));
            await RequirePasswordAsync(actor, ct);
            if (user.IsErased)
                throw RejectedException.Conflict("The account was erased before.");
            RequireOldAddress(actor, user);
            await RequireNoBlockerAsync(user, ct);
            if (user.DeletedAt is null)
            {
                grant.Trash(user).Change(user, [nameof(Domain.Identity.User.Email), .. Domain.Identity.User.TokenMembers]);
                foreach (var step in steps)
                    await step.RunAsync(user, grant, ct);
                user.MarkDeleted(clock.GetUtcNow());
            }

            var task = await tasks.StartAsync(AccountErasureTask.Kind, new AccountErasureTask.Parameters(id), ct);
            return await links.CreateStateLinkAsync(task, ct);
        }

        private async Task RequirePasswordAsync(Actor actor, CancellationToken ct)
        {
            var confirmed = preflight.Find<ConfirmedPassword>();
            if (confirmed is not { IsRight: true } || !actor.IsUser(confirmed.UserId))
                throw RejectedException.Malformed("Wrong Password", pointer: "/password");
            var hash = await data.Set<User>().Where(u => u.Id == confirmed.UserId).Select(u => u.PasswordHash).SingleOrDefaultAsync(ct);
            if (hash != confirmed.Hash)
                throw RejectedException.Conflict("The password was changed at the same time by another request.");
        }

        /// <summary>A thief of an account changes its address first. Its owner has this time to undo that.</summary>
        private void RequireOldAddress(Actor actor, User user)
        {
            if (!actor.IsSuperAdmin && user.EmailChangedAt + settings.AddressUndoLife > clock.GetUtcNow())
                throw RejectedException.Conflict(
                    $"The e-mail address of the account was changed in the last {settings.AddressUndoLife.TotalDays:0} days. "
                        + "Erase the account later, or ask the site's operator."
                );
        }

        private async Task RequireNoBlockerAsync(User user, CancellationToken ct)
        {
            await blockers.RequireNoneAsync(user.Id, ct);
            var person = await Person.LoadAsync(data, user, ct);
            var count = 0;
            foreach (var rows in PersonalRowList.All.Where(r => r is { IsErased: true, IsDeletedBefore: false }))
                count += await rows.CountAsync(data, person, ct);
            if (count > MaxRows)
                throw RejectedException.Conflict(
                    $"There are more than {MaxRows} rows about the account. Ask the site's operator to erase it."
                );
        }
    }
}
