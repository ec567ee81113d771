using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The members of classes: <c>/v1/lab/classes/{key}/members</c>. A member is created by <see cref="JoinClass"/>.</summary>
internal sealed class LabClassMembers : Resource<LabClassMember>
{
    public LabClassMembers()
    {
        NotListed();
        Path = "lab/class-members";
        Attribute(m => m.CreatedAt).ReadOnly();
        Attribute(m => m.Name).MaxLength(500).ReadOnly().NotFilterable();
        Attribute(m => m.Role);
        Attribute(m => m.UserId).Private().ReadOnly();
        BelongsTo(m => m.Class).Required().Fixed().ReadOnly().Inverse("members");
        BelongsTo(m => m.User).ReadOnly().Private().Inverse("lab-class-members", isPrivate: true);
        WithExtra<string?>(
            _ => m => m.User.PublicName ?? ((m.User.FirstName ?? "") + " " + (m.User.LastName ?? "")),
            (member, name) => member.Name = name?.Trim()
        );
        UpdatedBy((row, changes) => new ChangeMemberRole(row, changes));
        DeletedBy(row => new EndMembership(row));
        PolicyReads((data, ids, ct) => data.Set<LabClassMember>().Include(m => m.Class).Where(m => ids.Contains(m.Id)).LoadAsync(ct));
    }

    public override Policy<LabClassMember> Policy { get; } = new LabClassMemberPolicy();

    private protected override LabClassMember Prototype() => new();
}
