using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The scripts that a teacher shares with a class.</summary>
internal static class TeacherScripts
{
    /// <summary>Who is no teacher of a class any more cannot take their scripts out of it, so they are taken out with the role.</summary>
    public static async Task RemoveAsync(IData data, Grant grant, LabClassMember member, CancellationToken ct)
    {
        var links = await data.Set<LabClassScript>()
            .Where(l => l.ClassId == member.ClassId && l.Script.UserId == member.UserId)
            .ToListAsync(ct);
        grant.Remove<LabClassScript>(links.Contains);
        data.Set<LabClassScript>().RemoveRange(links);
    }
}
