using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Mails a question to an event's owner and organizers. Who asks gets a copy if his address is known to be his: else the server would write whatever one likes to
/// whomever one likes.
/// </summary>
/// <param name="Address">The caller's.</param>
internal sealed record AskOrganizers(Key Event, string? Message, string Address) : ICommand<Unit>
{
    private const int Longest = 5000;

    private static readonly Limit PerUser = new("ask-organizers-user", 10, TimeSpan.FromHours(1));
    private static readonly Limit PerAddress = new("ask-organizers-address", 60, TimeSpan.FromHours(1));

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, IThrottle throttle, IOutbox outbox, IFrontend frontend)
        : IRequestHandler<AskOrganizers, Unit>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Unit> Handle(AskOrganizers command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn, "Sign in to write to the organizers."));
            var e = await data.Set<Event>()
                .AsNoTracking()
                .Where(command.Event.On(catalog.Of<Event>()))
                .Where(Policy.Visible(gate.Actor))
                .SingleOrDefaultAsync(x => x.DeletedAt == null, ct)
                ?? throw Refused.Missing("event", command.Event.Text);
            var message = command.Message?.Trim() ?? "";
            if (message.Length is 0 or > Longest)
                throw Refused.Invalid($"Write 1 to {Longest} characters.", "/email");
            var me = await data.Set<User>().AsNoTracking().SingleAsync(u => u.Id == gate.Actor.UserId, ct);
            await throttle.CountAsync([new Attempt(PerUser, $"{me.Id}"), new Attempt(PerAddress, command.Address)], ct);

            var letter = new ContactOrganizers(
                e.Name,
                me.FullName ?? me.Email,
                me.Email,
                message,
                await frontend.LinkAsync($"/e/{Uri.EscapeDataString(e.Identifier)}", ct),
                IsCopy: false
            );
            var key = $"{nameof(ContactOrganizers)} {Guid.NewGuid():n}";
            foreach (var member in (await data.TeamOfAsync(e.Id, ct)).Where(m => m.Organizes))
                outbox.AddLetter($"{key} {member.Email}", member.Email, letter);
            if (me.IsVerified)
                outbox.AddLetter($"{key} copy", me.Email, letter with { IsCopy = true });
            return Unit.Value;
        }
    }
}
