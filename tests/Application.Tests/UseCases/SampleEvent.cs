using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>A published event with an owner and a buyer, all of one test. So tests share a database.</summary>
internal sealed class SampleEvent
{
    private static int _count;

    private readonly UseCaseRunner _runner;

    private SampleEvent(UseCaseRunner runner, Actor owner, Actor buyer, Event row)
    {
        _runner = runner;
        Owner = owner with { Roles = [new HeldRole(row.Id, TeamRole.Owner)] };
        Buyer = buyer;
        Id = row.Id;
    }

    public static Actor Admin { get; } = new(null, IsVerified: true, IsAdmin: true);

    public Actor Owner { get; }

    public Actor Buyer { get; }

    public long Id { get; }

    /// <summary>By default the event takes payments by bank transfer and asks its attendees nothing.</summary>
    public static async Task<SampleEvent> CreateAsync(UseCaseRunner runner, object? attributes = null)
    {
        var owner = await RegisterAsync(runner, "owner");
        var buyer = await RegisterAsync(runner, "buyer");
        var document = ResourceDocument.New(
            "event",
            new
            {
                name = "Fair",
                timezone = "UTC",
                state = "published",
                starts_at = "2099-05-01T09:00:00Z",
                ends_at = "2099-05-02T18:00:00Z",
                can_pay_by_bank = true,
                payment_currency = "EUR",
                is_ticket_form_enabled = false,
                is_sessions_speakers_enabled = true,
            },
            attributes
        );
        return new SampleEvent(runner, owner, buyer, await runner.As(owner).CreateAsync<Event>(document));
    }

    /// <summary>A user with a verified address, who signed in.</summary>
    public static async Task<Actor> RegisterAsync(UseCaseRunner runner, string name)
    {
        var draft = new User { Email = $"{name}-{Interlocked.Increment(ref _count)}@example.org", NewPassword = "correct horse" };
        var user = await runner.As(Actor.Anonymous).SendAsync(new RegisterUser(draft));
        await runner.ExecuteAsync($"UPDATE users SET is_verified = true WHERE id = {user.Id}");
        return new Actor(user.Id, user.Email, IsVerified: true);
    }

    /// <summary>Someone else, with a role at this event.</summary>
    public async Task<Actor> AddMemberAsync(TeamRole role)
    {
        var member = await RegisterAsync(_runner, "member");
        return member with { Roles = [new HeldRole(Id, role)] };
    }

    public Task<Ticket> AddTicketAsync(object? attributes = null) =>
        _runner
            .As(Owner)
            .CreateAsync<Ticket>(
                ResourceDocument.New(
                    "ticket",
                    new
                    {
                        name = $"Seat {Interlocked.Increment(ref _count)}",
                        type = "paid",
                        price = 10,
                        quantity = 10,
                        sales_starts_at = "2020-01-01T00:00:00Z",
                        sales_ends_at = "2099-01-01T00:00:00Z",
                    },
                    attributes,
                    ("event", "event", Id)
                )
            );

    public Task<DiscountCode> AddDiscountAsync(Ticket ticket, object? attributes = null) =>
        _runner
            .As(Owner)
            .CreateAsync<DiscountCode>(
                ResourceDocument.New(
                    "discount-code",
                    new
                    {
                        code = "HALF",
                        type = "percent",
                        value = 50,
                        used_for = "ticket",
                        is_active = true,
                    },
                    attributes,
                    ("event", "event", Id),
                    ("tickets", "ticket", ticket.Id)
                )
            );

    public Task<AccessCode> AddAccessCodeAsync(Ticket ticket, object? attributes = null) =>
        _runner
            .As(Owner)
            .CreateAsync<AccessCode>(
                ResourceDocument.New(
                    "access-code",
                    new
                    {
                        code = "OPEN",
                        is_active = true,
                        valid_from = "2020-01-01T00:00:00Z",
                    },
                    attributes,
                    ("event", "event", Id),
                    ("marketer", "user", Owner.UserId!.Value),
                    ("tickets", "ticket", ticket.Id)
                )
            );

    public Task<Microlocation> AddRoomAsync(string name) =>
        _runner.As(Owner).CreateAsync<Microlocation>(ResourceDocument.New("microlocation", new { name }, null, ("event", "event", Id)));
}
