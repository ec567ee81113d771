using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Classes: <c>/v1/lab/classes</c>. Their scripts are linked at <c>/v1/lab/classes/{key}/relationships/scripts</c>.</summary>
internal sealed class LabClasses : Resource<LabClass>
{
    public LabClasses()
    {
        Path = "lab/classes";
        Attribute(c => c.CreatedAt).ReadOnly();
        Attribute(c => c.JoinCode).MaxLength(40).Private().ReadOnly();
        Attribute(c => c.Name).Required().MaxLength(LabClass.MaxNameLength);
        BelongsTo(c => c.User).ReadOnly().Private().Inverse("lab-classes", isPrivate: true);
        ManyToMany<LabScript, LabClassScript>("scripts", l => l.ClassId, l => l.ScriptId)
            .Inverse("classes", isPrivate: true)
            .Must(RequireLinksAsync);
        CreatedBy(draft => new CreateClass(draft.Row));
        UpdatedBy((row, changes) => new RenameClass(row, changes));
        DeletedBy(row => new DeleteClass(row));
    }

    public override Policy<LabClass> Policy { get; } = new LabClassPolicy();

    public override LabClass NewRow() => new();

    private protected override LabClass Prototype() => new();

    /// <summary>The role of a teacher may have ended since the request began, and with it the links of their scripts.</summary>
    private static async Task RequireLinksAsync(IData data, IReadOnlyList<Link> links, CancellationToken ct)
    {
        var ids = links.Select(l => l.From).Distinct().Order().ToList();
        foreach (var id in ids)
            await data.LockRowAsync<LabClass>(id, ct);
        var scriptIds = links.Select(l => l.To).Distinct().ToList();
        var owners = await data.Set<LabScript>()
            .Where(s => scriptIds.Contains(s.Id) && s.UserId != null && !s.User!.IsAdmin && !s.User.IsSuperAdmin)
            .ToDictionaryAsync(s => s.Id, s => s.UserId!.Value, ct);
        var teachers = await data.Set<LabClassMember>()
            .Where(m => ids.Contains(m.ClassId) && m.Role == LabClassRole.Teacher)
            .Select(m => new { m.ClassId, m.UserId })
            .ToListAsync(ct);
        if (links.Any(l => owners.TryGetValue(l.To, out var owner) && !teachers.Contains(new { ClassId = l.From, UserId = owner })))
            throw RejectedException.Conflict("The owner of this script is no longer a teacher of the class.");
        var counts = await data.Set<LabClassScript>()
            .Where(l => ids.Contains(l.ClassId))
            .GroupBy(l => l.ClassId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        if (ids.Exists(id => counts.GetValueOrDefault(id) + links.Count(l => l.From == id) > LabClass.MaxScripts))
            throw RejectedException.Conflict($"A class has at most {LabClass.MaxScripts} scripts.");
    }
}
