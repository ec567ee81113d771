using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.Tests.Platform;

public sealed class UploadBodyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_body_that_does_not_arrive_in_time_is_cut_off()
    {
        var clock = new ManualClock();
        var sent = new Pipe();
        await using var body = new UploadBody(sent.Reader.AsStream(), Limit, clock);
        var buffer = new byte[10];
        await sent.Writer.WriteAsync(new byte[] { 1 });
        Assert.That(await body.ReadAsync(buffer), Is.EqualTo(1), "a control");
        var waiting = body.ReadAsync(buffer).AsTask();
        clock.Advance(Limit);
        Assert.That(
            () => waiting,
            Throws.TypeOf<BadHttpRequestException>().With.Property(nameof(BadHttpRequestException.StatusCode)).EqualTo(408)
        );
    }
}
