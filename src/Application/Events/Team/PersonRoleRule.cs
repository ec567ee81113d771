using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The roles of people can be changed. That of a service account is made and removed with the account, so that both say the same.
/// </summary>
internal static class PersonRoleRule
{
    /// <exception cref="RejectedException">Conflict: the member of the team is a service account.</exception>
    public static async Task RequirePersonAsync(this IData data, UsersEventsRole row, CancellationToken ct)
    {
        if (await data.Set<ServiceAccount>().AnyAsync(s => s.UserId == row.UserId, ct))
            throw RejectedException.Conflict(
                "This is the role of a service account. Delete it at /v1/service-accounts, and create another one for another role.",
                "/data"
            );
    }
}
