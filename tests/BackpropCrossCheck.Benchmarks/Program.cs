using BackpropCrossCheck.Benchmarks;
using BackpropCrossCheck.Benchmarks.Microbenchmarks;

return args switch
{
    // The empty program that the others are measured against is this one, told to do nothing.
    ["empty"] => 0,
    ["micro", .. string[] arguments] => Microbenchmarks.Measure(arguments),
    ["answer"] => Questions.Answer(),
    ["steps", string fixture] => StepCost.Measure(fixture),
    ["causes", string folder] => DiagnosisCost.Measure(folder),
    ["parts", string fixture] => Parts.Measure(fixture),
    ["builds", string before, string after, string path] => TwoBuilds.Measure(before, after, path),
    [string program, string fixture] => WholeRuns.Measure(program, fixture),
    _ => Usage.Show(),
};
