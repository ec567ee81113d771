using NUnit.Framework;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Tests.UseCases;

public sealed class AlternateAddressTests
{
    [Test]
    public async Task A_restored_address_counts_like_a_new_one()
    {
        await using var runner = await UseCaseRunner.StartAsync();
        var user = await SampleEvent.RegisterAsync(runner, "user");
        var staff = (await SampleEvent.RegisterAsync(runner, "staff")) with { IsAdmin = true };
        var deleted = await AddAsync("deleted");
        await runner.DeleteAsync<UserEmail>(deleted.Id);
        for (var i = 1; i < UserEmail.MaxPerUser; i++)
            await AddAsync($"a{i}");
        var last = await AddAsync("last");
        runner.As(staff);
        Assert.That(Rejection.Of(RestoreAsync), Does.StartWith("Conflict"));
        await runner.DeleteAsync<UserEmail>(last.Id);
        await RestoreAsync();
        Assert.That(
            await runner.QueryAsync<long>("SELECT count(*) FROM user_emails WHERE deleted_at IS NULL"),
            Is.EqualTo(UserEmail.MaxPerUser)
        );

        Task<UserEmail> AddAsync(string name) =>
            runner
                .As(user)
                .CreateAsync<UserEmail>(
                    ResourceDocument.New(
                        "user-email",
                        new { email_address = $"{name}@example.org" },
                        null,
                        ("user", "user", user.UserId!.Value)
                    )
                );

        Task RestoreAsync() =>
            runner.SendAsync(
                new UpdateCommand<UserEmail>(
                    ResourceKey.FromId(deleted.Id),
                    ResourceDocument.Change("user-email", deleted.Id, new { deleted_at = (string?)null }),
                    ResourceQuery.Default with
                    {
                        IncludesTrashed = true,
                    }
                )
            );
    }
}
