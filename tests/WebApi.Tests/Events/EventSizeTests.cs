using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>A list of 20 events stays under 2 MB, whatever characters the texts have.</summary>
public sealed class EventSizeTests : ServerFixture
{
    [TestCase("x", 10_000)]
    [TestCase("会", 8_000)]
    [TestCase("🎫", 2_000)]
    public async Task A_list_of_the_20_largest_events_stays_under_2_MB(string character, int count)
    {
        var owner = await Server.RegisterUserAsync();
        var text = string.Concat(Enumerable.Repeat(character, count));
        for (var i = 0; i < 20; i++)
            await CreateAsync(owner, text);
        var list = await owner.GetAsync($"/v1/users/{owner.UserId}/events?page[size]=20");
        Assert.That(list.Data.GetArrayLength(), Is.EqualTo(20));
        Assert.That(System.Text.Encoding.UTF8.GetByteCount(list.Text), Is.InRange(400_000, 2_000_000));
    }

    [Test]
    public async Task Texts_that_are_too_large_together_are_rejected_at_the_longest()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await CreateAsync(owner, "short");
        var answer = await TestEvents.TryUpdateAsync(
            owner,
            id,
            new
            {
                description = new string('会', 20_000),
                refund_policy = new string('会', 10_000),
                code_of_conduct = new string('会', 9_999),
            }
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), answer.Text);
        Assert.That(answer.Pointer, Is.EqualTo("/data/attributes/description"));
        Assert.That((await owner.GetAsync($"/v1/events/{id}")).Attribute("description").GetString(), Is.EqualTo("short"));
    }

    private static async Task<string> CreateAsync(ApiClient owner, string description)
    {
        var answer = await TestEvents.TryCreateAsync(
            owner,
            new
            {
                name = "Fair",
                starts_at = "2099-01-01T10:00:00Z",
                ends_at = "2099-01-02T10:00:00Z",
                timezone = "UTC",
                description,
                refund_policy = description,
            }
        );
        return answer.EnsureStatus(HttpStatusCode.Created).Id();
    }
}
