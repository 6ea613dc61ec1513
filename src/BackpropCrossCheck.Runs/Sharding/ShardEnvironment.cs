using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Sharding;

/// <summary>The shard according to the CI system or scheduler that started this run: GitLab's parallel jobs, SLURM's arrays, Kubernetes'
/// Indexed Jobs, and any other through two variables of our own.</summary>
/// <param name="variable">Returns the value of a variable; null or empty if it is not set.</param>
internal sealed class ShardEnvironment(Func<string, string?> variable)
{
    /// <summary>The number of shards, for systems without a variable for it.</summary>
    public const string Shards = "BACKPROP_CHECK_SHARDS";

    /// <summary>The shard from 0, for systems without a variable for it.</summary>
    public const string ShardIndex = "BACKPROP_CHECK_SHARD_INDEX";

    private const string Kubernetes = "JOB_COMPLETION_INDEX";
    private const string Slurm = "SLURM_ARRAY_TASK_ID";
    private const string SlurmCount = "SLURM_ARRAY_TASK_COUNT";
    private const string SlurmLeast = "SLURM_ARRAY_TASK_MIN";
    private const string SlurmMost = "SLURM_ARRAY_TASK_MAX";
    private const string SlurmStep = "SLURM_ARRAY_TASK_STEP";
    private const string GitLab = "CI_NODE_INDEX";
    private const string GitLabTotal = "CI_NODE_TOTAL";
    private const string WayOut = "Correct the variables, or give --shard I/N; --shard 1/1 checks every fixture.";

    /// <summary>A hint for users who may have meant to run a part but did not ask for one; null if there is nothing to say.</summary>
    public string? Hint => IsSet(Kubernetes) && !IsSet(Shards)
        ? $"{Kubernetes} is set and {Shards} is not: every fixture is checked here. Where each pod of an Indexed Job is to check a part, "
            + $"set {Shards} to its completions."
        : null;

    /// <summary>The shard; null if nothing says that this run is one of several.</summary>
    /// <exception cref="FormatException">The variables contradict each other or themselves; the message names them.</exception>
    public ShardChoice? Find()
    {
        ShardChoice[] choices = [.. new[] { Own(), OfGitLab(), OfSlurm() }.OfType<ShardChoice>()];
        return Array.TrueForAll(
            choices, choice => choice.Index == choices[0].Index && choice.Total == choices[0].Total) ? choices.FirstOrDefault()
            : throw new FormatException(
                "the environment names several shards: "
                    + $"{Wording.List(choices.Select(choice => $"{choice.Index}/{choice.Total} by {choice.Source}"))}. {WayOut}");
    }

    /// <summary>Our own number of shards, with our own index or that of Kubernetes. Both count from 0.</summary>
    private ShardChoice? Own()
    {
        if (!IsSet(Shards))
        {
            return !IsSet(ShardIndex) ? null
                : throw new FormatException($"{ShardIndex} is set and {Shards} is not: the number of shards is missing. {WayOut}");
        }

        string index = IsSet(ShardIndex) ? ShardIndex : Kubernetes;
        return IsSet(index) ? Choose(index, Read(index), Shards, Read(Shards), first: 0)
            : throw new FormatException(
                $"{Shards} is set and neither {ShardIndex} nor {Kubernetes} is: which shard this is is missing. {WayOut}");
    }

    /// <summary>GitLab counts from 1. Without parallel jobs it sets the total to 1 and no index.</summary>
    private ShardChoice? OfGitLab()
        => IsSet(GitLab) && IsSet(GitLabTotal) ? Choose(GitLab, Read(GitLab), GitLabTotal, Read(GitLabTotal), first: 1) : null;

    /// <summary>SLURM's task ids start at a smallest one and increase in equal steps.</summary>
    private ShardChoice? OfSlurm()
    {
        if (!IsSet(Slurm) || !IsSet(SlurmCount))
        {
            return null;
        }

        int least = IsSet(SlurmLeast) ? Read(SlurmLeast) : 0;
        int step = IsSet(SlurmStep) ? Math.Max(1, Read(SlurmStep)) : 1;
        int distance = Read(Slurm) - least;
        if (IsSet(SlurmMost) && ((Read(SlurmMost) - least) / step) + 1 != Read(SlurmCount))
        {
            throw new FormatException(
                $"{SlurmCount} is {variable(SlurmCount)}, which is not the number of steps of {step} from {SlurmLeast} {least} to "
                    + $"{SlurmMost} {variable(SlurmMost)}: the tasks of the array have no even distance. {WayOut}");
        }

        return distance % step == 0 ? Choose(Slurm, distance / step, SlurmCount, Read(SlurmCount), first: 0)
            : throw new FormatException(
                $"{Slurm} is {variable(Slurm)}, which is not a whole number of steps ({SlurmStep} {step}) from {SlurmLeast} {least}: the "
                    + $"tasks of the array have no even distance. {WayOut}");
    }

    private static ShardChoice? Choose(string indexName, int index, string totalName, int total, int first)
        => total < 1
            || total > ShardChoice.Most ? throw new FormatException(
                $"{totalName} is {total}: the number of shards is from 1 to {ShardChoice.Most}. {WayOut}")
            : index < first
                || index >= total
                    + first ? throw new FormatException(
                        $"{indexName} says shard {index - first + 1} and {totalName} says that there are {total}. {WayOut}")
            : total == 1 ? null
            : new ShardChoice(index - first + 1, total, $"{indexName} and {totalName}");

    private bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));

    private int Read(string name) => ShardChoice.Number(variable(name))
        ?? throw new FormatException($"{name} is {Wording.Quote(variable(name)!)}: a whole number is expected. {WayOut}");
}
