using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>A key claimed by a row of its own, without a transaction: what it guards happens outside the database and cannot be undone.</summary>
/// <param name="since">Tells this reservation from a later one of the same key.</param>
internal sealed class Reservation(OpenEventDb db, byte[] name, byte[] cipher, DateTimeOffset since, IdempotentAnswer? before) : IClaim
{
    /// <summary>The status of a row that has no answer yet.</summary>
    public const int Open = 0;

    private bool _isOver = before is not null;

    public IdempotentAnswer? Before => before;

    public Task UndoAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task CommitAsync(IdempotentAnswer answer, CancellationToken ct)
    {
        var body = Seal.Close(answer.Body, cipher);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE idempotent_answers SET fingerprint = {answer.Fingerprint}, status = {answer.Status}, headers = {answer.Headers}, body = {body}
            WHERE name = {name} AND status = {Open} AND created_at = {since}
            """, ct);
        _isOver = true;
    }

    /// <summary>Without an answer the key is free again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOver) return;
        _isOver = true;
        await db.Database.ExecuteSqlAsync($"DELETE FROM idempotent_answers WHERE name = {name} AND status = {Open} AND created_at = {since}", CancellationToken.None);
    }
}
