using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Tests.UseCases;
using OpenEvent.Infrastructure.Persistence;
using MailRow = OpenEvent.Domain.Notifications.Mail;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>A transaction locks a row once, and again after a savepoint has released it (docs/decisions/061).</summary>
public sealed class RowLocksTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_row_is_locked_until_the_transaction_ends_also_after_a_return_to_a_savepoint(bool isRead)
    {
        await using var runner = await UseCaseRunner.StartAsync();
        await runner.WithServicesAsync(async services =>
        {
            var db = services.GetRequiredService<OpenEventDb>();
            var source = services.GetRequiredService<NpgsqlDataSource>();
            await using (
                var insert = source.CreateCommand(
                    "INSERT INTO mails (key, recipient, action, state, attempts, time, subject, message) "
                        + "VALUES ('a', 'b', 'c', 'Sent', 1, now(), '', '')"
                )
            )
                await insert.ExecuteNonQueryAsync();
            var id = await db.Set<MailRow>().Select(m => m.Id).SingleAsync();
            IData data = db;
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                await transaction.CreateSavepointAsync("start");
                await LockAsync();
                Assert.That(await IsLockedAsync(), Is.True);
                await transaction.RollbackToSavepointAsync("start");
                Assert.That(await IsLockedAsync(), Is.False, "a control");
                await LockAsync();
                Assert.That(await IsLockedAsync(), Is.True);
            }

            Assert.That(await IsLockedAsync(), Is.False);
            await using var other = await db.Database.BeginTransactionAsync();
            await LockAsync();
            Assert.That(await IsLockedAsync(), Is.True, "another transaction has no locks of the last one");

            Task LockAsync() => isRead ? data.ReadLockedAsync<MailRow>(id, default) : data.LockRowAsync<MailRow>(id, default);

            async Task<bool> IsLockedAsync()
            {
                await using var free = source.CreateCommand(
                    $"SELECT count(*) FROM (SELECT FROM mails WHERE id = {id} FOR UPDATE SKIP LOCKED) m"
                );
                return await free.ExecuteScalarAsync() is 0L;
            }
        });
    }
}
