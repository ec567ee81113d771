using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Completes the row of the settings around the generic handlers: secrets are decrypted for admins only, and what staff have not set is
/// shown as the configuration has it. After a change this server uses the new values at once.
/// </summary>
internal sealed class SettingsBehaviour(
    IData data,
    IAuthorization authorization,
    SettingSecrets secrets,
    SettingDefaults defaults,
    PlatformSettings current
)
    : IPipelineBehavior<GetQuery<Setting>, Page<Setting>>,
        IPipelineBehavior<ReadBackQuery<Setting>, Page<Setting>>,
        IPipelineBehavior<UpdateCommand<Setting>, Setting>
{
    public async Task<Page<Setting>> Handle(GetQuery<Setting> request, CancellationToken ct, RequestHandlerDelegate<Page<Setting>> next) =>
        await CompleteAsync(await next(), ct);

    public async Task<Page<Setting>> Handle(
        ReadBackQuery<Setting> request,
        CancellationToken ct,
        RequestHandlerDelegate<Page<Setting>> next
    )
    {
        var page = await next();
        current.Set(PlatformSettingsReader.Read(page.Rows[0]));
        return await CompleteAsync(page, ct);
    }

    /// <summary>The generic update compares the document with the row, so the secrets are decrypted first.</summary>
    public async Task<Setting> Handle(UpdateCommand<Setting> request, CancellationToken ct, RequestHandlerDelegate<Setting> next)
    {
        if (!authorization.Actor.IsStaff)
            return await next();
        await data.LockRowAsync<Setting>(Setting.OnlyId, ct);
        if (await data.Set<Setting>().FindAsync([Setting.OnlyId], ct) is { } row)
            await secrets.DecryptAsync(row, ct);
        return await next();
    }

    private async Task<Page<Setting>> CompleteAsync(Page<Setting> page, CancellationToken ct)
    {
        var row = page.Rows[0];
        if (page.Actor.IsStaff)
            await secrets.DecryptAsync(row, ct);
        await defaults.FillAsync(row, ct);
        return page;
    }
}
