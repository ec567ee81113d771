using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>What tests of accounts need besides HTTP: tokens in e-mails, claims of tokens, and commands without a request.</summary>
internal static class IdentityTestExtensions
{
    public static async Task<T> SendAsync<T>(this OpenEventServer server, IRequest<T> request)
    {
        await using var scope = server.App.Services.CreateServerScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>The token in the link of the newest e-mail of a template to an address.</summary>
    public static async Task<string> GetEmailedTokenAsync(this OpenEventServer server, string template, string to) =>
        (await server.GetEmailedLinkAsync(template, to)).Split("token=")[1];

    /// <summary>The link in the newest e-mail of a template to an address.</summary>
    public static async Task<string> GetEmailedLinkAsync(this OpenEventServer server, string template, string to)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT payload->>'SealedLink' FROM outbox WHERE kind = 'mail' AND payload->>'Template' = $1 AND payload->>'To' = $2
            ORDER BY id DESC LIMIT 1
            """,
            connection
        );
        command.Parameters.AddWithValue(template);
        command.Parameters.AddWithValue(to);
        var link = (string)(
            await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"There is no {template} e-mail to {to}.")
        );
        return (
            await server.App.Services.GetRequiredService<ISecrets>().DecryptAsync(OutgoingTokenEmail.EncryptionPurpose, link, default)
        )!;
    }

    public static Task<long> CountEmailsAsync(this OpenEventServer server, string template, string to) =>
        server.SqlAsync<long>(
            $"SELECT count(*) FROM outbox WHERE kind = 'mail' AND payload->>'Template' = '{template}' AND payload->>'To' = '{to}'"
        );

    public static JsonElement ReadClaims(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    public static ApiClient ClientWithToken(this OpenEventServer server, string token) =>
        new(new HttpClient { BaseAddress = server.Anonymous.Http.BaseAddress }, token);

    public static async Task<ApiResponse> SignInAsync(this ApiClient client, string email, string password) =>
        await client.PostAsync("/auth/session", new { email, password });

    public static Task<ApiResponse> PatchUserAsync(this ApiClient client, long id, object attributes) =>
        client.PatchAsync(
            $"/v1/users/{id}",
            JsonApiDocument.Of("user", id.ToString(System.Globalization.CultureInfo.InvariantCulture), attributes)
        );

    public static Task<ApiResponse> VerifyEmailAsync(this OpenEventServer server, string token) =>
        server.Anonymous.PostAsync("/v1/auth/verify-email", new { data = new { token } });

    public static Task<bool> IsVerifiedAsync(this OpenEventServer server, ApiClient user) =>
        server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {user.UserId}");

    public static async Task<string> GetRoleIdAsync(this OpenEventServer server, string role) =>
        (await server.SqlAsync<long>($"SELECT id FROM roles WHERE name = '{role}'")).ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The names of a user's roles at an event, in alphabetical order, separated by commas.</summary>
    public static Task<string> GetEventRolesAsync(this OpenEventServer server, ApiClient user, string eventId) =>
        server.SqlAsync<string>(
            $"""
            SELECT coalesce(string_agg(r.name, ',' ORDER BY r.name), '') FROM users_events_roles u
            JOIN roles r ON r.id = u.role_id WHERE u.user_id = {user.UserId} AND u.event_id = {eventId}
            """
        );

    public static Task<long> CountOwnersAsync(this OpenEventServer server, string eventId) =>
        server.SqlAsync<long>($"SELECT count(*) FROM users_events_roles WHERE event_id = {eventId} AND role_id = 1");
}
