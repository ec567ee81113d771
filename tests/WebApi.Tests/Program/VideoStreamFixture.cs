using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>An event with a video stream.</summary>
public abstract class VideoStreamFixture : ServerFixture
{
    protected static readonly object StreamAttributes = new { name = "Main stage", url = "https://video.example.org/main" };

    private protected TicketedEvent Event { get; private set; } = null!;

    protected string Stream { get; private set; } = "";

    [SetUp]
    public async Task CreateStreamAsync()
    {
        Event = await TicketedEvent.CreateAsync(Server);
        Stream = (await Event.Owner.CreateAsync("video-stream", StreamAttributes, ("event", "event", Event.EventId))).Id();
    }

    private protected async Task AddAttendeeAsync(string email, string status, TicketedEvent? at = null)
    {
        var shown = at ?? Event;
        var ticket = await shown.CreateTicketAsync(5);
        var order = (await TicketedEvent.CheckoutAsync(await Server.RegisterUserAsync(), ticket, email)).Id();
        await Server.SqlAsync($"UPDATE orders SET status = '{status}', expires_at = null WHERE id = {order}");
    }

    private protected async Task<string> CreateChannelAsync() =>
        (
            await Server.Admin.CreateAsync(
                "video-channel",
                new
                {
                    name = "Meetings",
                    provider = "bbb",
                    url = "https://bbb.example.org",
                    api_url = "https://bbb.example.org/bigbluebutton/api/",
                    api_key = "secret",
                }
            )
        ).Id();
}
