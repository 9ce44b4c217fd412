"""What each kind of audience may see: one function per topic. The curtain is applied here and nowhere else."""
