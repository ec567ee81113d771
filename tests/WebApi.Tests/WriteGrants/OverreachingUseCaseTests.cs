using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>A route whose use case writes more than it was granted, in place of the server's own use case.</summary>
[TestFixture]
public sealed class OverreachingUseCaseTests
{
    [Test]
    public async Task The_client_gets_an_error_id_and_nothing_is_written()
    {
        await using var server = await OpenEventServer.StartAsync(builder =>
            builder.Host.ConfigureContainer<IServiceCollection>(
                (_, services) => services.AddTransient<IRequestHandler<RevokeTokens, Unit>, PromotesTheCaller>()
            )
        );
        var user = await server.RegisterUserAsync();
        var answer = await user.PostAsync("/v1/auth/blacklist", new { });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.InternalServerError), answer.Text);
        Assert.That(answer.Error.GetProperty("source").GetProperty("id").GetString(), Has.Length.EqualTo(12));
        Assert.That(answer.Text, Does.Not.Contain(nameof(User.IsAdmin)));
        Assert.That(
            await server.SqlAsync<bool>($"SELECT is_admin OR token_epoch > 0 FROM users WHERE id = {user.UserId}"),
            Is.False,
            "neither what was granted nor what was not"
        );
    }

    private sealed class PromotesTheCaller(IData data, IAuthorization authorization) : IRequestHandler<RevokeTokens, Unit>
    {
        public async Task<Unit> Handle(RevokeTokens command, CancellationToken ct)
        {
            var user = await data.GetLockedUserAsync(authorization.Actor.UserId!.Value, ct);
            authorization.Require(Decision.Allow).Change(user, User.TokenMembers);
            user.RevokeTokens();
            user.IsAdmin = true;
            return Unit.Value;
        }
    }
}
