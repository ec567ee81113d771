using System.Globalization;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>What is wrong with an archive, each with its file, its item and its member, e.g. <c>/sessions/3/title</c>.</summary>
internal sealed class ArchiveProblems
{
    private const int MaxProblems = 100;

    private readonly List<Problem> _problems = [];

    public bool IsFull => _problems.Count >= MaxProblems;

    /// <param name="item">The place in the file, from 0. Null: the file has one object.</param>
    public void Add(string file, int? item, string? field, string detail)
    {
        if (IsFull)
            return;
        var pointer = string.Join('/', new[] { "", file, item?.ToString(CultureInfo.InvariantCulture), field }.OfType<string>());
        _problems.Add(new Problem(detail, pointer));
    }

    /// <summary>Runs a rule of the use cases, and keeps what it rejects.</summary>
    public async Task CatchAsync(string file, int? item, Func<Task> rule)
    {
        try
        {
            await rule();
        }
        catch (RejectedException rejection)
        {
            AddAll(file, item, rejection);
        }
    }

    /// <inheritdoc cref="CatchAsync" />
    public void Catch(string file, int? item, Action rule)
    {
        try
        {
            rule();
        }
        catch (RejectedException rejection)
        {
            AddAll(file, item, rejection);
        }
    }

    /// <exception cref="RejectedException">Invalid: there are problems.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, [.. _problems]);
    }

    private void AddAll(string file, int? item, RejectedException rejection)
    {
        foreach (var problem in rejection.Problems)
            Add(file, item, problem.Pointer is { } pointer ? WireNames.ToSnakeCase(pointer.Split('/')[^1]) : null, problem.Detail);
    }
}
