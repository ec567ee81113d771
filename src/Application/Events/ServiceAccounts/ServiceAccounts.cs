using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The accounts of programs: docs/tokens.md. They are created and deleted, but not changed.</summary>
internal sealed class ServiceAccounts : Resource<ServiceAccount>
{
    public ServiceAccounts()
    {
        Attribute(s => s.Name).Required().MaxLength(100);
        Attribute(s => s.CreatedAt).ReadOnly();
        Attribute(s => s.UserId).ReadOnly();
        BelongsTo(s => s.Event).Fixed().Inverse("service-accounts", isPrivate: true);
        BelongsTo(s => s.Role).Fixed().DecidedByThisEnd(Roles.UseReason);
        BelongsTo(s => s.User).ReadOnly();
        CreatedBy(draft => new CreateServiceAccount(draft.Row));
        DeletedBy(row => new DeleteServiceAccount(row));
    }

    public override Policy<ServiceAccount> Policy { get; } = new ServiceAccountPolicy();

    public override ServiceAccount NewRow() => new();

    private protected override ServiceAccount Prototype() => new();
}
