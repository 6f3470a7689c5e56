"""Plants: one module a species, each a `MAKER` and a `HABIT` that says where it likes to stand."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_HERE = "worldgen.generate.vegetation"

UNDER_WATER = (
    "brain_coral", "staghorn_coral", "fan_coral", "table_coral", "tube_sponge", "anemone", "seagrass", "kelp",
)  # fmt: skip
DEAD_WOOD = ("fallen_log", "stump", "dead_tree")

KINDS: tuple[Kind, ...] = (
    Kind("palm", f"{_HERE}.palm", "A palm of 6 to 9 m on a leaning trunk, for shores and warm places."),
    Kind("tree_fern", f"{_HERE}.tree_fern", "A tree fern of 3 to 4 m, for the undergrowth of damp forests."),
    Kind("broadleaf", f"{_HERE}.broadleaf", "An oak-like tree of 5 to 8 m with a round crown."),
    Kind("conifer", f"{_HERE}.conifer", "A slender conifer of 8 to 13 m, for slopes and cool places."),
    Kind("bush", f"{_HERE}.bush", "A low round bush."),
    Kind("grass_tuft", f"{_HERE}.grass_tuft", "A tuft of tall grass."),
    Kind("flower", f"{_HERE}.flower", "A clump of wild flowers."),
    Kind("reed", f"{_HERE}.reed", "Reeds with brown heads, for the edge of still water."),
    Kind("acacia", f"{_HERE}.acacia", "A flat-topped tree of 5 to 7 m, for savanna and dry plains."),
    Kind("pine", f"{_HERE}.pine", "A pine of 9 to 13 m with a bare red trunk and flat plates of needles."),
    Kind("birch", f"{_HERE}.birch", "A birch of 7 to 10 m with a white trunk and a light crown."),
    Kind("poplar", f"{_HERE}.poplar", "A poplar of 10 to 14 m, a slim green column for lanes and rivers."),
    Kind("willow", f"{_HERE}.willow", "A weeping willow of 6 to 8 m, for the water's edge."),
    Kind(
        "apple_tree", f"{_HERE}.apple_tree", "An apple tree of 3.5 to 4.5 m with red apples, for orchards and gardens."
    ),
    Kind("kapok", f"{_HERE}.kapok", "A rainforest giant of 17 to 23 m with buttress roots."),
    Kind("flame_tree", f"{_HERE}.flame_tree", "A wide tree of 7 to 10 m in scarlet, golden or pink flower."),
    Kind("baobab", f"{_HERE}.baobab", "A baobab of 8 to 11 m with a huge trunk, for savanna."),
    Kind("cypress", f"{_HERE}.cypress", "A dark slim cypress of 8 to 12 m, for warm hills and gardens."),
    Kind("dead_tree", f"{_HERE}.dead_tree", "A bare dead tree of 4 to 6 m, for dry land, marsh and burnt ground."),
    Kind("bamboo", f"{_HERE}.bamboo", "A clump of bamboo of 5 to 7 m."),
    Kind(
        "banana", f"{_HERE}.banana", "A banana plant of 3 to 4 m with great leaves, for the understory of rainforests."
    ),
    Kind("mangrove", f"{_HERE}.mangrove", "A mangrove of 4 to 6 m on stilt roots, for muddy shores."),
    Kind("saguaro", f"{_HERE}.saguaro", "A tall cactus of 4 to 6 m with arms, for deserts."),
    Kind("barrel_cactus", f"{_HERE}.barrel_cactus", "A round ribbed cactus of 0.6 to 0.9 m with flowers on top."),
    Kind("prickly_pear", f"{_HERE}.prickly_pear", "A cactus of flat pads of 1 to 1.5 m with pink fruit."),
    Kind("agave", f"{_HERE}.agave", "A rosette of stiff grey-green leaves, 0.8 to 1.2 m."),
    Kind("sagebrush", f"{_HERE}.sagebrush", "A low silver-grey bush, for dry plains."),
    Kind("dry_grass", f"{_HERE}.dry_grass", "Golden tufts of tall dry grass."),
    Kind("tussock", f"{_HERE}.tussock", "A stiff mound of pale grass, for cold ground and dunes."),
    Kind("seagrass", f"{_HERE}.seagrass", "A clump of bright green ribbons, under water."),
    Kind("wheat", f"{_HERE}.wheat", "A sheaf of ripe wheat, 0.8 to 1 m, for fields."),
    Kind("corn", f"{_HERE}.corn", "A maize plant of 1.8 to 2.4 m with cobs, for fields."),
    Kind("sunflower", f"{_HERE}.sunflower", "A sunflower of 1.6 to 2.2 m, for fields and gardens."),
    Kind("cabbage", f"{_HERE}.cabbage", "A cabbage for vegetable fields."),
    Kind("lavender", f"{_HERE}.lavender", "A mound of lavender, 0.5 to 0.7 m."),
    Kind("fern", f"{_HERE}.fern", "A fern of 0.6 to 0.9 m, for the floor of damp forests."),
    Kind("alpine_flower", f"{_HERE}.alpine_flower", "A low cushion of bright flowers, for mountains."),
    Kind("heather", f"{_HERE}.heather", "A low mound of purple flowers, for moors and heaths."),
    Kind("mushroom", f"{_HERE}.mushroom", "A group of red toadstools, for forest floors."),
    Kind("water_lily", f"{_HERE}.water_lily", "Round leaves and a flower that float on still water."),
    Kind("brain_coral", f"{_HERE}.brain_coral", "A round grooved coral of 0.6 to 1.1 m, under water."),
    Kind("staghorn_coral", f"{_HERE}.staghorn_coral", "A branching coral of 0.8 to 1.4 m, under water."),
    Kind("fan_coral", f"{_HERE}.fan_coral", "A flat fan of a coral, 1 to 1.5 m, under water."),
    Kind("tube_sponge", f"{_HERE}.tube_sponge", "A cluster of open tubes, 0.8 to 1.3 m, under water."),
    Kind("table_coral", f"{_HERE}.table_coral", "A flat plate of a coral, 0.6 to 1 m high, under water."),
    Kind("anemone", f"{_HERE}.anemone", "A sea anemone of 0.4 to 0.6 m, under water."),
    Kind("kelp", f"{_HERE}.kelp", "Tall brown-green ribbons of 4 to 7 m, under water."),
    Kind("fallen_log", f"{_HERE}.fallen_log", "A fallen, mossy trunk of about 3 m."),
    Kind("stump", f"{_HERE}.stump", "A cut stump with rings, 0.4 to 0.6 m."),
)
