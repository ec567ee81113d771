using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Makes identifiers of events.</summary>
internal sealed class EventIdentifiers(IData data)
{
    /// <summary>Eight hexadecimal characters, at least one of them a letter, that are not in use by another event.</summary>
    public async Task<string> GenerateAsync(CancellationToken ct)
    {
        while (true)
        {
            var identifier = RandomNumberGenerator.GetHexString(8, lowercase: true);
            if (identifier.All(char.IsAsciiDigit))
                continue;
            if (!await data.Set<Event>().AnyAsync(e => e.Identifier == identifier, ct))
                return identifier;
        }
    }
}
