using NUnit.Framework;
using OpenEvent.Application.Platform;

namespace OpenEvent.Application.Tests.UseCases;

public sealed class UploadLimitTests
{
    [Test]
    public async Task A_user_uploads_a_limited_number_of_bytes_a_day()
    {
        await using var runner = await UseCaseRunner.StartAsync();
        runner.As(await SampleEvent.RegisterAsync(runner, "uploader"));
        // Pictures that cannot be read are counted and not stored.
        var picture = new byte[10 * 1024 * 1024];
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).CopyTo(picture);
        var files = new UploadFiles([.. Enumerable.Repeat(new UploadFiles.UploadedFile("a.jpg", picture), 8)]);
        for (var megabytes = 80; megabytes < 500; megabytes += 80)
            Assert.That(Rejection.Of(() => runner.SendAsync(files)), Is.EqualTo("Invalid /file"), $"{megabytes} MB");
        Assert.That(Rejection.Of(() => runner.SendAsync(files)), Does.StartWith("TooManyRequests"));
    }
}
