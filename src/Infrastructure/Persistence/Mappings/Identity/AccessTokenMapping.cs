using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class AccessTokenMapping : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> entity)
    {
        entity.Ignore(t => t.Token);
        entity.HasOne(t => t.User).WithMany().OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(t => t.CreatedBy).WithMany().OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(t => t.TokenHash).IsUnique().HasDatabaseName("ux_access_tokens_hash");
    }
}
