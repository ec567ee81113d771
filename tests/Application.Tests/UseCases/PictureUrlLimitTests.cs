using NUnit.Framework;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>The URLs of other servers that a user makes this server fetch (docs/upload-files.md).</summary>
public sealed class PictureUrlLimitTests
{
    [Test]
    public async Task A_user_makes_the_server_fetch_a_limited_number_of_pictures_of_other_servers_an_hour()
    {
        await using var runner = await UseCaseRunner.StartAsync();
        var sample = await SampleEvent.CreateAsync(runner);
        var exhibitor = await runner
            .As(sample.Owner)
            .CreateAsync<Exhibitor>(ResourceDocument.New("exhibitor", new { name = "Gears" }, null, ("event", "event", sample.Id)));
        for (var i = 0; i < 100; i++)
            await SetBannerAsync($"https://pictures.example/{i}.png");
        Assert.That(Rejection.Of(() => SetBannerAsync("https://pictures.example/new.png")), Does.StartWith("TooManyRequests"));
        await SetBannerAsync("https://pictures.example/99.png"); // unchanged
        await SetBannerAsync("https://api.example/files/images/0123456789abcdef0123456789abcdef/image.png");
        await SetBannerAsync(null);
        Assert.That(
            await runner.QueryAsync<long>(
                $"SELECT count(*) FROM outbox WHERE kind = 'exhibitor-banner' AND owner_id = {sample.Owner.UserId}"
            ),
            Is.EqualTo(101),
            "they are the work of the user"
        );
        var other = await SampleEvent.CreateAsync(runner, new { original_image_url = "https://pictures.example/event.png" });
        Assert.That(other.Id, Is.Not.Zero, "another user has their own limit");

        Task SetBannerAsync(string? url) =>
            runner.UpdateAsync<Exhibitor>(exhibitor.Id, ResourceDocument.Change("exhibitor", exhibitor.Id, new { banner_url = url }));
    }
}
