using System.Net;
using System.Text;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Platform;

public sealed partial class ScheduleImportTests
{
    /// <summary>An import accepts sessions and changes locked ones. PATCH lets organizers do that, and not co-organizers.</summary>
    [TestCase(2, true)]
    [TestCase(3, false)]
    public async Task Only_organizers_change_locked_sessions_by_an_import(int role, bool isAllowed)
    {
        var id = await ImportAsync(_user, "ical", Calendar(Entry($"locked{role}", "One")));
        var number = await Server.SqlAsync<long>($"SELECT id FROM events WHERE identifier = '{id}'");
        await Server.SqlAsync($"UPDATE sessions SET is_locked = true WHERE event_id = {number}");
        var member = await TestEvents.AddMemberAsync(Server, $"{number}", role);
        var changed = Calendar(Entry($"locked{role}", "Changed"));
        if (isAllowed)
            Assert.That(await ImportAsync(member, $"ical?event={id}", changed), Is.EqualTo(id));
        else
            Assert.That((await PostAsync(member, $"ical?event={id}", changed)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        // Without the event in the address, the file finds only those of an organizer. Others get an event of their own.
        Assert.That(await ImportAsync(member, "ical", changed) == id, Is.EqualTo(isAllowed));
        var titles = Titles(await _user.GetAsync($"/v1/events/{id}/sessions"));
        Assert.That(titles, Is.EqualTo([isAllowed ? "Changed" : "One"]));
    }

    [Test]
    public async Task A_user_who_lost_their_role_while_the_import_waited_changes_nothing()
    {
        var id = await ImportAsync(_user, "ical", Calendar(Entry("lost", "One")));
        var number = await Server.SqlAsync<long>($"SELECT id FROM events WHERE identifier = '{id}'");
        var member = await TestEvents.AddMemberAsync(Server, $"{number}", 2);
        (await PostAsync(member, $"ical?event={id}", Calendar(Entry("lost", "Changed")))).EnsureStatus(HttpStatusCode.OK);
        await Server.SqlAsync($"UPDATE users_events_roles SET role_id = 3 WHERE user_id = {member.UserId} AND event_id = {number}");
        await Server.ProcessOutboxAsync();
        Assert.That(Titles(await _user.GetAsync($"/v1/events/{id}/sessions")), Is.EqualTo(["One"]));
    }

    [Test]
    public async Task A_time_zone_that_is_not_known_is_reported()
    {
        var calendar = Calendar("X-WR-TIMEZONE:Moon/Tranquility", Entry("moon", "One"));
        Assert.That(Places(await FailAsync("ical", calendar)), Is.EqualTo(["/ical/x-wr-timezone"]));
        var schedule = Encoding.UTF8.GetString(Pentabarf(Talk("1", "One")));
        var moon = schedule.Replace("Europe/Berlin", "Moon", StringComparison.Ordinal);
        Assert.That(Places(await FailAsync("pentabarf", Encoding.UTF8.GetBytes(moon))), Is.EqualTo(["/pentabarf/time_zone_name"]));
    }
}
