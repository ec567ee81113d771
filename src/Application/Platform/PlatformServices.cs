using MediatR;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Registers the services of module Platform, after those of <see cref="ApplicationServices"/>: its behaviour runs inside the unit of work.
/// </summary>
public static class PlatformServices
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddScoped<SettingSecrets>();
        services.AddScoped<SettingDefaults>();
        services.AddScoped<IPipelineBehavior<GetQuery<Setting>, Page<Setting>>, SettingsBehaviour>();
        services.AddScoped<IPipelineBehavior<ReadBackQuery<Setting>, Page<Setting>>, SettingsBehaviour>();
        services.AddScoped<IPipelineBehavior<UpdateCommand<Setting>, Setting>, SettingsBehaviour>();
        services.AddScoped<UploadAccess>();
        services.AddSingleton<UploadSlots>();
        services.AddScoped<UploadStore>();
        services.AddScoped<UncommittedFiles>();
        services.AddScoped<DeleteUnusedFile>();
        services.AddOutboxConsumer<DeleteUnusedFile>(DeleteUnusedFile.EntryKind);
        services.AddScoped<ImportedEventReader>();
        services.AddScoped<ImportJobWriter>();
        services.AddScoped<TaskStarter>();
        services.AddScoped<ExportStarter>();
        services.AddScoped<TaskPermission>();
        services.AddScoped<TaskLinks>();
        services.AddScoped<TaskNotifier>();
        services.AddOutboxConsumer<RunTask>(RunTask.EntryKind, RunTask.MaxAttempts);
        services.AddOutboxConsumer<RunTask>(RunTask.InputEntryKind, RunTask.MaxAttempts);
        services.AddOutboxConsumer<RunTask>(RunTask.ArchiveEntryKind, RunTask.MaxAttempts, maxAtOnce: 1);
        services.AddScoped<ITaskHandler, ExportTaskHandler>();
        services.AddScoped<ITaskHandler, ImportTaskHandler>();
        services.AddScoped<ITaskHandler, PrintBadge>();
        services.AddScoped<ITaskHandler, AccountErasureTask>();
        services.AddScoped<EmailErasure>();
        services.AddScoped<ErasureBlockers>();
        services.AddOutboxConsumer<SendErasureConfirmation>(SendErasureConfirmation.EntryKind);
        services.AddSingleton(new PersonalExportLimits());
        services.AddScoped<IExport, PersonalExport>();
        services.AddScoped<ITaskHandler, ScheduleImportTaskHandler>();
        services.AddScoped<ScheduleTarget>();
        services.AddScoped<ScheduleReader>();
        services.AddScoped<PublicScheduleLimit>();
        services.AddScoped<IExport, ArchiveExport>();
        services.AddScoped<IExport, BadgesExport>();
        services.AddScoped<IExport, IcalExport>();
        services.AddScoped<IExport, XcalExport>();
        services.AddScoped<IExport, PentabarfExport>();
        AddTable<OrdersTable>(services);
        AddTable<AttendeesTable>(services);
        AddTable<SessionsTable>(services);
        AddTable<SpeakersTable>(services);
        AddTable<SalesTable>(services);
        services.AddScoped<FollowersTable>();
        services.AddScoped<IExport>(provider => new CsvExport(provider.GetRequiredService<FollowersTable>()));
        return services;
    }

    /// <summary>Registers a table, as CSV and as PDF.</summary>
    private static void AddTable<T>(IServiceCollection services)
        where T : class, IExportTable
    {
        services.AddScoped<T>();
        services.AddScoped<IExport>(provider => new CsvExport(provider.GetRequiredService<T>()));
        services.AddScoped<IExport>(provider => new PdfExport(
            provider.GetRequiredService<T>(),
            provider.GetRequiredService<ITableRenderer>()
        ));
    }
}
