using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>A request that hangs does not keep its idempotency key: PostgreSQL ends its statement or its transaction.</summary>
[Parallelizable(ParallelScope.All)] // the tests only wait
public sealed class HangingRequestTests
{
    // It takes 25 s, the time that the server gives a statement.
    [Test]
    public async Task A_request_that_hangs_is_cancelled_and_releases_its_key()
    {
        var faq = await CreateFaqAsync(await CreateEventAsync(), "why");
        var body = JsonApiDocument.Of("faq", faq, new { answer = "because" });
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await using var blocker = new NpgsqlConnection(Server.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM faqs WHERE id = {faq} FOR UPDATE", blocker, transaction))
            await hold.ExecuteNonQueryAsync();

        // Nobody ends this request: the row stays locked until after its answer.
        var hanging = await Owner.PatchAsync($"/v1/faqs/{faq}", body, key);
        Assert.That((int)hanging.Status, Is.GreaterThanOrEqualTo(500));
        await transaction.RollbackAsync();
        var repeated = await Owner.PatchAsync($"/v1/faqs/{faq}", body, key);
        Assert.That((repeated.Status, repeated.Headers.Contains("Idempotent-Replayed")), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    [Test]
    public async Task A_client_that_was_cut_off_during_its_request_can_repeat_it_with_its_key()
    {
        var faq = await CreateFaqAsync(await CreateEventAsync(), "why");
        var body = JsonApiDocument.Of("faq", faq, new { answer = "because" });
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await using var blocker = new NpgsqlConnection(Server.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM faqs WHERE id = {faq} FOR UPDATE", blocker, transaction))
            await hold.ExecuteNonQueryAsync();
        var waiting = $"SELECT count(*) FROM pg_stat_activity WHERE {blocker.ProcessID} = ANY (pg_blocking_pids(pid))";

        using (var http = new HttpClient { BaseAddress = Owner.Http.BaseAddress })
        {
            var request = new ApiClient(http, Owner.Token).PatchAsync($"/v1/faqs/{faq}", body, key);
            await Eventually.IsTrueAsync("the request waits for the row", async () => await Server.SqlAsync<long>(waiting) == 1);
            http.CancelPendingRequests();
            Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        }

        await Eventually.IsTrueAsync("the server has heard it", async () => await Server.SqlAsync<long>(waiting) == 0);
        await transaction.RollbackAsync();
        ApiResponse? repeated = null;
        await Eventually.IsTrueAsync("the key is free", async () =>
            (repeated = await Owner.PatchAsync($"/v1/faqs/{faq}", body, key)).Status != HttpStatusCode.Conflict
        );
        Assert.That((repeated!.Status, repeated.Headers.Contains("Idempotent-Replayed")), Is.EqualTo((HttpStatusCode.OK, false)));
    }

    // It takes 20 s, the time that the server gives a transaction between two statements.
    [Test]
    public async Task A_process_that_hangs_in_its_transaction_loses_its_key()
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        var claim = await scope
            .ServiceProvider.GetRequiredService<IIdempotency>()
            .ClaimInTransactionAsync("test", Guid.NewGuid().ToString(), default);
        var connection = (NpgsqlConnection)
            scope.ServiceProvider.GetRequiredService<Infrastructure.Persistence.OpenEventDb>().Database.GetDbConnection();
        var process = connection.ProcessID;
        await Eventually.IsTrueAsync("the session of the process has ended", () =>
            Server.SqlAsync<bool>($"SELECT NOT EXISTS (SELECT FROM pg_locks WHERE pid = {process})")
        );
        try
        {
            await claim!.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // PostgreSQL has ended the connection.
        }
    }
}
