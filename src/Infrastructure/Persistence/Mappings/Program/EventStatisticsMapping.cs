using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Program;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Each event has statistics. <c>EventStatisticsQuery</c> counts them.</summary>
internal sealed class EventStatisticsMapping : IEntityTypeConfiguration<EventStatisticsGeneral>
{
    public void Configure(EntityTypeBuilder<EventStatisticsGeneral> entity) =>
        entity.FromQuery("SELECT e.id, e.xmin, e.identifier FROM events e");
}
