using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Gives <c>dotnet ef migrations add</c> the model without a running server.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<OpenEventDb>
{
    public OpenEventDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<OpenEventDb>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
}
