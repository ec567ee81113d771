using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common.Behaviours;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Tests.Requests;

/// <summary>The rules of requests, as the pipeline asks them.</summary>
public sealed class RequestRulesTests
{
    private static readonly Actor SignedIn = new(7);

    private static readonly ServiceProvider Services = new ServiceCollection().AddApplication().BuildServiceProvider();

    [OneTimeTearDown]
    public static void DisposeServices() => Services.Dispose();

    [Test]
    public async Task A_checkout_reports_every_wrong_value_at_its_place()
    {
        var request = new OrderRequest(
            [
                new TicketRequest(5, 1),
                new TicketRequest(0, 1),
                new TicketRequest(6, -1),
                new TicketRequest(5, 1_000_000, Price: -0.01m, MaxDiscounted: -1),
            ],
            Amount: -1
        );
        string[] expected =
        [
            "/tickets/3/id",
            "/tickets/1/id",
            "/tickets/2/quantity",
            "/tickets/3/quantity",
            "/tickets/3/quantity_discount",
            "/tickets/3/price",
            "/amount",
        ];
        Assert.That((await RejectAsync(new CreateOrder(request))).Problems.Select(p => p.Pointer), Is.EquivalentTo(expected));
        Assert.That((await RejectAsync(new QuoteOrder(request))).Problems.Select(p => p.Pointer), Is.EquivalentTo(expected));
    }

    [Test]
    public async Task A_checkout_has_at_most_a_hundred_tickets()
    {
        var tickets = Enumerable.Range(1, OrderRequest.MaxTickets + 1).Select(i => new TicketRequest(i, 1)).ToList();
        var rejected = await RejectAsync(new QuoteOrder(new OrderRequest(tickets)));
        Assert.That(rejected.Problems.Single(), Is.EqualTo(new Problem("At most 100 tickets at once.", "/tickets")));
        await AcceptAsync(new QuoteOrder(new OrderRequest(tickets[1..])));
    }

    [Test]
    public async Task A_ticket_without_seats_can_be_listed_again() =>
        await AcceptAsync(new QuoteOrder(new OrderRequest([new TicketRequest(5, 0), new TicketRequest(5, 2), new TicketRequest(5, 0)])));

    [Test]
    public async Task A_scan_needs_a_code_and_an_id_of_its_own()
    {
        var id = Guid.NewGuid();
        var rejected = await RejectAsync(
            Scans(new(id, "code", null, null, null), new(Guid.Empty, "code", null, null, null), new(id, " ", null, null, null))
        );
        Assert.That(rejected.Problems.Select(p => p.Pointer), Is.EquivalentTo(["/scans/1/id", "/scans/2/id", "/scans/2/code"]));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(RecordScans.MaxScans, true)]
    [TestCase(RecordScans.MaxScans + 1, false)]
    public async Task One_to_five_hundred_scans_are_reported_at_once(int count, bool isAccepted)
    {
        var request = Scans([
            .. Enumerable.Range(0, count).Select(_ => new RecordScans.ScanRequest(Guid.NewGuid(), "code", null, null, null)),
        ]);
        if (isAccepted)
            await AcceptAsync(request);
        else
            Assert.That((await RejectAsync(request)).Problems.Single(), Is.EqualTo(new Problem("Must have 1 to 500 scans.", "/scans")));
    }

    [Test]
    public async Task A_charge_takes_no_oversized_reference_and_no_control_character()
    {
        var key = new ResourceKey("1");
        var rejected = await RejectAsync(new ChargeOrder(key, new ChargeRequest(new string('x', 1001), "a\nb")));
        Assert.That(
            rejected.Problems.Select(p => p.Pointer),
            Is.EquivalentTo(["/data/attributes/paypal-payer-id", "/data/attributes/paypal-payment-id"])
        );
        await AcceptAsync(new ChargeOrder(key, new ChargeRequest(new string('x', 1000), null)));
    }

    [Test]
    public async Task A_registration_reports_all_its_problems_at_once()
    {
        var draft = new User
        {
            Email = "nobody",
            NewPassword = "short",
            FirstName = new string('x', 201),
            IsVerified = true,
        };
        Assert.That(
            (await RejectAsync(new RegisterUser(draft), Actor.Anonymous)).Problems.Select(p => p.Pointer),
            Is.EquivalentTo([
                "/data/attributes/is-verified",
                "/data/attributes/email",
                "/data/attributes/first-name",
                "/data/attributes/password",
            ])
        );
    }

    [TestCase("shorter", "/data/password")]
    [TestCase("", "/data/password")]
    public async Task A_password_reset_needs_a_password_that_is_long_enough(string password, string pointer) =>
        Assert.That(
            (await RejectAsync(new ResetPassword("token", password), Actor.Anonymous)).Problems.Single().Pointer,
            Is.EqualTo(pointer)
        );

    [TestCase("old password", "old password", "Old and New passwords must be different")]
    [TestCase("old password", "short", "The password must have at least 8 characters.")]
    public async Task Clients_expect_400_for_a_new_password_that_is_wrong(string old, string @new, string detail)
    {
        var rejected = await RejectAsync(new ChangePassword(old, @new, null));
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.Malformed));
        Assert.That(rejected.Problems, Is.EqualTo([new Problem(detail, "/data/new-password")]));
    }

    [Test]
    public async Task A_message_to_organizers_has_1_to_5000_characters_besides_spaces()
    {
        foreach (var wrong in new[] { null, "", " \n", new string('x', 5001) })
            Assert.That((await RejectAsync(Message(wrong))).Problems.Single().Pointer, Is.EqualTo("/email"));
        await AcceptAsync(Message(" " + new string('x', 5000) + "\n"));
    }

    [Test]
    public async Task A_function_string_is_not_empty_and_not_longer_than_its_record()
    {
        Assert.That((await RejectAsync(new CallFunction(null, ""))).Message, Does.Contain("is missing"));
        Assert.That(
            (await RejectAsync(new CallFunction(null, new string('x', LabCall.MaxFunctionLength + 1)))).Problems.Single().Pointer,
            Is.EqualTo("/function")
        );
        await AcceptAsync(new CallFunction(null, new string('x', LabCall.MaxFunctionLength)));
    }

    [Test]
    public async Task A_query_parameter_is_named()
    {
        var rejected = await RejectAsync(new SearchAttendees(new ResourceKey("1"), new string('x', 10_000), "a\0b"));
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.Malformed));
        Assert.That(rejected.Problems.Select(p => p.Parameter), Is.EqualTo(["name", "email"]));
        Assert.That(rejected.Problems.Select(p => p.Pointer), Is.All.Null);
    }

    [Test]
    public async Task Callers_without_the_permission_learn_no_rules()
    {
        var request = new SendTestEmail("nobody");
        Assert.That((await RejectAsync(request, SignedIn)).Kind, Is.EqualTo(RejectionKind.Forbidden), "it is for staff");
        Assert.That((await RejectAsync(request, Actor.Anonymous)).Kind, Is.EqualTo(RejectionKind.Unauthenticated));
        Assert.That((await RejectAsync(request, Actor.Server)).Kind, Is.EqualTo(RejectionKind.Invalid), "the server itself");
    }

    [Test]
    public async Task A_sign_in_that_is_asked_before_the_permission_tells_no_rules()
    {
        var rejected = await RejectAsync(
            new SendTestEmail("nobody"),
            authorization =>
            {
                authorization.RequireSignIn("Admin access is required.");
                authorization.Require(Decision.Deny("Admin access is required."));
            },
            SignedIn
        );
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.Forbidden));
    }

    [Test]
    public async Task Rules_are_told_if_the_handler_makes_no_decision() =>
        Assert.That((await RejectAsync(new SendTestEmail("nobody"), _ => { }, SignedIn)).Kind, Is.EqualTo(RejectionKind.Invalid));

    [Test]
    public async Task A_row_that_is_not_found_is_told_before_the_rules() =>
        Assert.That(
            (await RejectAsync(new SendTestEmail("nobody"), _ => throw RejectedException.NotFound("order", "7"), SignedIn)).Kind,
            Is.EqualTo(RejectionKind.NotFound)
        );

    [Test]
    public async Task A_public_request_is_rejected_before_its_handler_runs() =>
        Assert.That(
            (await RejectAsync(new ResetPassword("token", "short"), _ => Assert.Fail("the handler ran"), Actor.Anonymous)).Kind,
            Is.Not.EqualTo(RejectionKind.Unauthenticated)
        );

    private static RecordScans Scans(params RecordScans.ScanRequest[] scans) => new(new ResourceKey("1"), scans);

    private static SendOrganizerMessage Message(string? text) => new(new ResourceKey("1"), text, "::1");

    private static Task<RejectedException> RejectAsync<TResult>(IRequest<TResult> request, Actor? actor = null) =>
        RejectAsync(request, RequireStaffForTestEmail(request), actor ?? SignedIn);

    private static async Task<RejectedException> RejectAsync<TResult>(
        IRequest<TResult> request,
        Action<Common.Authorization> decide,
        Actor actor
    )
    {
        try
        {
            await RunAsync(request, decide, actor);
        }
        catch (RejectedException rejected)
        {
            return rejected;
        }

        throw new AssertionException($"{request} was accepted.");
    }

    private static Task AcceptAsync<TResult>(IRequest<TResult> request) => RunAsync(request, RequireStaffForTestEmail(request), SignedIn);

    private static Action<Common.Authorization> RequireStaffForTestEmail(object request) =>
        authorization =>
            authorization.Require(Decision.AllowIf(request is not SendTestEmail || authorization.Actor.IsStaff, "Staff only."));

    /// <summary>Runs the behaviour. The handler behind it only decides.</summary>
    private static async Task RunAsync<TResult>(IRequest<TResult> request, Action<Common.Authorization> decide, Actor actor)
    {
        var pending = new Common.PendingRejection();
        var authorization = new Common.Authorization(new Common.WriteSet(), pending);
        authorization.SetActor(actor);
        var rules = Services.GetServices(typeof(IValidator<>).MakeGenericType(request.GetType()));
        Assert.That(rules.Count(), Is.EqualTo(1));
        var behaviour = ActivatorUtilities.CreateInstance(
            Services,
            typeof(ValidationBehaviour<,>).MakeGenericType(request.GetType(), typeof(TResult)),
            pending
        );
        RequestHandlerDelegate<TResult> handler = () =>
        {
            decide(authorization);
            return Task.FromResult(default(TResult)!);
        };
        await (Task)behaviour.GetType().GetMethod("Handle")!.Invoke(behaviour, [request, CancellationToken.None, handler])!;
    }
}
