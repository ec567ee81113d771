using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Keys, indexes and deletions of scripts, runs, answers and classes.</summary>
internal sealed class LabScriptMappings
    : IEntityTypeConfiguration<LabScript>,
        IEntityTypeConfiguration<LabScriptVersion>,
        IEntityTypeConfiguration<LabRun>,
        IEntityTypeConfiguration<LabRunOutput>,
        IEntityTypeConfiguration<LabAnswer>,
        IEntityTypeConfiguration<LabClass>,
        IEntityTypeConfiguration<LabClassMember>,
        IEntityTypeConfiguration<LabClassScript>
{
    public void Configure(EntityTypeBuilder<LabScript> entity)
    {
        entity.HasIndex(s => s.ShareCode).IsUnique().HasDatabaseName("ix_lab_scripts_share_code");
        entity.HasIndex(s => s.Slug).IsUnique().HasDatabaseName("ix_lab_scripts_slug");
        entity.HasIndex(s => new { s.UserId, s.Id }).HasDatabaseName("ix_lab_scripts_user");
        entity.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(s => s.ForkedFrom).WithMany().HasForeignKey(s => s.ForkedFromId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<LabScriptVersion> entity)
    {
        entity.HasIndex(v => new { v.ScriptId, v.Number }).IsUnique().HasDatabaseName("ix_lab_script_versions_number");
        entity.HasOne(v => v.Script).WithMany(s => s.Versions).HasForeignKey(v => v.ScriptId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabRun> entity)
    {
        entity.HasIndex(r => new { r.UserId, r.Id }).HasDatabaseName("ix_lab_runs_user");
        entity.HasIndex(r => r.CreatedAt).HasDatabaseName("ix_lab_runs_created");
        entity
            .HasIndex(r => r.Status)
            .HasFilter($"status IN ('{LabRunStatus.Queued}', '{LabRunStatus.Running}')")
            .HasDatabaseName("ix_lab_runs_active");
        entity.HasOne(r => r.User).WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(r => r.Script).WithMany().HasForeignKey(r => r.ScriptId).OnDelete(DeleteBehavior.SetNull);
    }

    /// <remarks>
    /// A column of type <c>jsonb</c> would store numbers as decimals: 1e100000 of a script would become as many digits in each answer.
    /// </remarks>
    public void Configure(EntityTypeBuilder<LabRunOutput> entity)
    {
        entity.ToTable("lab_run_outputs").HasKey(o => o.RunId).HasName("pk_lab_run_outputs");
        entity.Property(o => o.RunId).ValueGeneratedNever();
        entity.Property(o => o.Content).HasColumnType("text");
        entity.HasOne(o => o.Run).WithOne().HasForeignKey<LabRunOutput>(o => o.RunId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabAnswer> entity)
    {
        entity.HasIndex(a => new { a.UserId, a.ScriptId }).HasDatabaseName("ix_lab_answers_user");
        entity.HasOne(a => a.User).WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(a => a.Script).WithMany().HasForeignKey(a => a.ScriptId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabClass> entity)
    {
        entity.HasIndex(c => c.JoinCode).IsUnique().HasDatabaseName("ix_lab_classes_join_code");
        entity.HasOne(c => c.User).WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabClassMember> entity)
    {
        entity.HasIndex(m => new { m.ClassId, m.UserId }).IsUnique().HasDatabaseName("ix_lab_class_members_user");
        entity.HasOne(m => m.Class).WithMany(c => c.Members).HasForeignKey(m => m.ClassId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(m => m.User).WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LabClassScript> entity)
    {
        entity.ToTable("lab_class_scripts").HasKey(l => new { l.ClassId, l.ScriptId }).HasName("pk_lab_class_scripts");
        entity.HasOne(l => l.Class).WithMany().HasForeignKey(l => l.ClassId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(l => l.Script).WithMany(s => s.Classes).HasForeignKey(l => l.ScriptId).OnDelete(DeleteBehavior.Cascade);
    }
}
