using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without a server.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<OpenEventDb>
{
    public OpenEventDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<OpenEventDb>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
}
