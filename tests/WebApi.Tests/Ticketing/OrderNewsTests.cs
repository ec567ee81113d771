using System.Net;
using MimeKit;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Who hears of an order, by mail and on his notifications page (<c>spec/openevent/behaviours.md</c> §1.6, §12).</summary>
[TestFixture]
public sealed class OrderNewsTests : BoxOfficeFixture
{
    [Test]
    public async Task A_sale_is_told_once_to_the_team_the_buyer_and_the_holders_who_have_accounts()
    {
        var (buyer, holder, helper, claimant) = (
            await Server.SomebodyAsync(),
            await Server.SomebodyAsync(),
            await TeamAsync(3),
            await Server.SomebodyAsync(verified: false)
        );
        var order = await CompletedAsync(buyer, buyer.Email, holder.Email, claimant.Email, "nobody@example.org");
        await Server.SqlAsync("UPDATE outbox SET state = 'Waiting', available_at = now() WHERE kind = 'order-completed'"); // a job that forgot that it was done
        await Server.WorkOffAsync();

        Assert.That(await NotesAsync(buyer, order), Is.EqualTo<string[]>(["ticket_purchased"]));
        Assert.That(await NotesAsync(holder, order), Is.EqualTo<string[]>(["ticket_purchased_attendee"]));
        Assert.That(await NotesAsync(claimant, order), Is.Empty, "the address is not known to be his");
        Assert.That(await NotesAsync(Office.Owner, order), Is.Empty, "the team has a mail");
        foreach (var member in new[] { Office.Owner, helper })
        {
            var letter = Letters(member.Email).Single(l => l.TextBody!.Contains(order, StringComparison.Ordinal));
            Assert.That(letter.Subject, Is.EqualTo("New order for Summit"));
            Assert.That(letter.TextBody, Does.Contain("4 × "));
        }

        Assert.That(Letters(buyer.Email).Select(l => l.Subject), Has.None.EqualTo("New order for Summit"));
        var calendar = Letters(buyer.Email).Single(l => l.Subject == "Your tickets for Summit").Attachments.Single();
        Assert.That(calendar.ContentType.MimeType, Is.EqualTo("text/calendar"));
    }

    [Test]
    public async Task Who_buys_at_his_own_event_gets_no_letter_about_his_own_sale()
    {
        var order = await CompletedAsync(Office.Owner, "one@example.org");
        Assert.That(
            Letters(Office.Owner.Email).Where(l => l.TextBody!.Contains(order, StringComparison.Ordinal)).Select(l => l.Subject),
            Is.EqualTo<string[]>(["Your tickets for Summit"])
        );
    }

    [Test]
    public async Task A_cancelled_order_is_noted_for_its_buyer_and_the_organizers()
    {
        var (buyer, organizer, helper) = (await Server.SomebodyAsync(), await TeamAsync(2), await TeamAsync(3));
        var order = await CompletedAsync(buyer, "two@example.org");
        var id = await Server.SqlAsync<long>($"SELECT id FROM orders WHERE identifier = '{order}'");
        (await BoxOffice.SetAsync(Office.Owner, $"{id}", new { status = "cancelled" })).Must(HttpStatusCode.OK);
        Assert.That(await NotesAsync(buyer, order), Is.EqualTo<string[]>(["ticket_purchased", "ticket_cancelled"]));
        Assert.That(await NotesAsync(organizer, order), Is.EqualTo<string[]>(["ticket_cancelled_organizer"]));
        Assert.That(await NotesAsync(helper, order), Is.Empty, "the owner and the organizers are told");
    }

    [Test]
    public async Task A_new_session_is_noted_for_the_organizers()
    {
        var helper = await TeamAsync(3);
        (
            await Office.Owner.PatchAsync(
                $"/v1/events/{Office.EventId}",
                Document.Of("event", Office.EventId, new { is_sessions_speakers_enabled = true })
            )
        ).Must(HttpStatusCode.OK);
        var track = await Office.Owner.CreateAsync("track", new { name = "Main", color = "#a94442" }, ("event", "event", Office.EventId));
        var session = await Office.Owner.CreateAsync(
            "session",
            new { title = "Gears", state = "pending" },
            ("event", "event", Office.EventId),
            ("track", "track", track.Id())
        );
        var notes = (await Office.Owner.GetAsync($"/v1/users/{Office.Owner.UserId}/notifications"))
            .Must(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(n => n.GetProperty("attributes").GetProperty("content"))
            .Where(c => c.GetProperty("type").GetString() == "new_session")
            .ToList();
        Assert.That(
            notes.Select(n =>
                (
                    n.GetProperty("session").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
                    n.GetProperty("session_title").GetString()
                )
            ),
            Is.EqualTo<(string, string?)[]>([(session.Id(), "Gears")])
        );
        Assert.That((await helper.GetAsync($"/v1/users/{helper.UserId}/notifications")).Text, Does.Not.Contain("new_session"));
    }

    private async Task<Client> TeamAsync(int role)
    {
        var member = await Server.SomebodyAsync();
        await Server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({member.UserId}, {Office.EventId}, {role})"
        );
        return member;
    }

    /// <returns>The order's identifier.</returns>
    private async Task<string> CompletedAsync(Client buyer, params string[] attendees)
    {
        var order = await BoxOffice.CheckoutAsync(buyer, await Office.TicketAsync(10), attendees);
        var submitted = (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        await Server.WorkOffAsync();
        return submitted.Attribute("identifier").GetString()!;
    }

    private static async Task<string[]> NotesAsync(Client who, string order) =>
        [
            .. (await who.GetAsync($"/v1/users/{who.UserId}/notifications?sort=id"))
                .Must(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content"))
                .Where(c => c.TryGetProperty("order", out var of) && of.GetString() == order)
                .Select(c => c.GetProperty("type").GetString()!),
        ];

    private List<MimeMessage> Letters(string to) =>
        [
            .. Directory
                .GetFiles(Path.Combine(Server.DataDirectory, "mail"), "*.eml")
                .Select(file => MimeMessage.Load(file))
                .Where(l => l.To.Mailboxes.Single().Address == to),
        ];
}
