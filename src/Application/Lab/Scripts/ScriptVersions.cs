using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Records the versions of scripts. The newest <see cref="LabScript.KeptVersions"/> are kept.</summary>
internal static class ScriptVersions
{
    public static void AddFirst(Grant grant, LabScript script)
    {
        var version = new LabScriptVersion { Number = script.Revision, Code = script.Code };
        grant.Create(version);
        script.Versions.Add(version);
    }

    /// <summary>Records the new code of a script whose row is locked, and removes its oldest version.</summary>
    public static async Task AddNextAsync(IData data, Grant grant, LabScript script, CancellationToken ct)
    {
        script.Revision++;
        var version = new LabScriptVersion
        {
            ScriptId = script.Id,
            Number = script.Revision,
            Code = script.Code,
        };
        grant.Create(version).Change(script, nameof(LabScript.Revision), nameof(LabScript.UpdatedAt));
        data.Set<LabScriptVersion>().Add(version);
        var oldest = script.Revision - LabScript.KeptVersions;
        var old = await data.Set<LabScriptVersion>().Where(v => v.ScriptId == script.Id && v.Number <= oldest).ToListAsync(ct);
        foreach (var row in old)
        {
            grant.Remove(row);
            data.Set<LabScriptVersion>().Remove(row);
        }
    }
}
