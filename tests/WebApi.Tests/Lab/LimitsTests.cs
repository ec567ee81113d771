using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary><c>GET /v1/lab/limits</c> answers the limits of its caller.</summary>
[TestFixture]
public sealed class LimitsTests : ServerFixture
{
    [TestCase(true, 2, 300, 3)]
    [TestCase(false, 1, 20, 1)]
    public async Task Users_see_the_limits_that_apply_to_them(bool isVerified, int runs, int runsPerDay, int bookings)
    {
        var user = await Server.RegisterUserAsync(isVerified);
        var limits = (await user.GetAsync("/v1/lab/limits")).Json;
        var scripts = limits.GetProperty("scripts");
        Assert.That(scripts.GetProperty("verified").GetBoolean(), Is.EqualTo(isVerified));
        Assert.That((Read(scripts, "per_user"), Read(scripts, "per_user_and_day")), Is.EqualTo((runs, runsPerDay)));
        Assert.That(Read(limits.GetProperty("bookings"), "bookings_per_user"), Is.EqualTo(bookings));
    }

    private static int Read(JsonElement limits, string name) => limits.GetProperty(name).GetInt32();
}
